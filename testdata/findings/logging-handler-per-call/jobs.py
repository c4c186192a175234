"""A logger with a FileHandler of its own is made and closed for each of 150 jobs."""
import logging
import os
import tempfile

FOLDER = tempfile.mkdtemp()


def logger_for(number):
    logger = logging.Logger("job")
    handler = logging.FileHandler(os.path.join(FOLDER, "jobs.log"))
    logger.addHandler(handler)
    return logger, handler


def run_jobs(numbers):
    for number in numbers:
        logger, handler = logger_for(number)
        logger.info("job %d is done", number)
        handler.close()


def main():
    run_jobs(range(400))

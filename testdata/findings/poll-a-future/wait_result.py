"""A result is awaited by asking done() every five milliseconds."""
import concurrent.futures
import time


def slow():
    time.sleep(0.5)
    return 42


def wait_for(future):
    while not future.done():
        time.sleep(0.005)
    return future.result()


def main():
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return wait_for(pool.submit(slow))

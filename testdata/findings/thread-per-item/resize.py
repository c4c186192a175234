"""A thread is started for each of 1,500 small jobs."""
import threading

DONE = []


def resize(number):
    DONE.append(number * number)


def resize_all(numbers):
    threads = []
    for number in numbers:
        thread = threading.Thread(target=resize, args=(number,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()


def main():
    resize_all(range(1500))
    return len(DONE)

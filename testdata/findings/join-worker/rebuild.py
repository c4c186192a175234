"""All work is done in one thread, and the main thread waits for it."""
import threading


def rebuild():
    total = 0
    for number in range(4000000):
        total += number * number
    return total


def main():
    worker = threading.Thread(target=rebuild)
    worker.start()
    worker.join()

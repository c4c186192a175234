"""The main thread waits for a lock that a worker holds nearly all the time."""
import hashlib
import threading
import time

LOCK = threading.Lock()
STOP = threading.Event()
DATA = b"x" * 1000000


def write_slowly():
    while not STOP.is_set():
        LOCK.acquire()
        time.sleep(0.01)
        LOCK.release()


def post(digest):
    LOCK.acquire()
    try:
        return len(digest)
    finally:
        LOCK.release()


def post_all(count):
    total = 0
    for _ in range(count):
        total += post(hashlib.sha256(DATA).digest())
    return total


def main():
    worker = threading.Thread(target=write_slowly)
    worker.start()
    post_all(60)
    STOP.set()
    worker.join()

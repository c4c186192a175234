"""A worker takes 50 jobs from a queue that is filled beforehand; nothing is waited for."""
import queue


def work(number):
    return sum(k * number % 13 for k in range(3000))


def main():
    jobs = queue.Queue()
    for number in range(50):
        jobs.put(number)
    total = 0
    while True:
        try:
            total += work(jobs.get(timeout=0.01))
        except queue.Empty:
            return total

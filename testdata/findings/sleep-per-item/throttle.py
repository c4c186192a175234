"""A rate limit by time.sleep() after each of 60 items."""
import time


def handle(number):
    return sum(i * number % 7 for i in range(300))


def run(count):
    total = 0
    for number in range(count):
        total += handle(number)
        time.sleep(0.01)
    return total


def main():
    return run(60)

"""httpx.get() per share: each builds a client and an SSL context of its own."""
import httpx


def quote(number):
    return httpx.get("http://127.0.0.1:8765/quotes/%d" % number).json()["id"]


def portfolio(numbers):
    total = 0
    for number in numbers:
        total += quote(number)
    return total


def main():
    return portfolio(range(40))

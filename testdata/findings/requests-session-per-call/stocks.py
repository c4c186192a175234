"""A new requests.Session in each call: no connection is used twice."""
import requests


def price(number):
    with requests.Session() as session:
        return session.get("http://127.0.0.1:8765/stocks/%d" % number).json()["id"]


def value(numbers):
    total = 0
    for number in numbers:
        total += price(number)
    return total


def main():
    return value(range(80))

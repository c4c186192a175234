"""requests.get() for each of 100 users: a new connection every time."""
import requests

BASE = "http://127.0.0.1:8765"


def user(number):
    response = requests.get("%s/users/%d" % (BASE, number))
    response.raise_for_status()
    return response.json()


def cities(numbers):
    found = {}
    for number in numbers:
        found[number] = user(number)["city"]
    return found


def main():
    return cities(range(100))

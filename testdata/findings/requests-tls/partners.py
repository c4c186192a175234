"""requests.get() of an https address for each partner: a TLS handshake every time."""
import requests


def status(number):
    return requests.get("https://localhost:8766/partners/%d" % number, verify="/srv/localhost.pem").json()["id"]


def poll(numbers):
    found = []
    for number in numbers:
        found.append(status(number))
    return found


def main():
    return poll(range(60))

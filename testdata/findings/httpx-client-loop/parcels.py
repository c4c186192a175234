"""One httpx.Client, and a request per parcel."""
import httpx


def where(client, number):
    return client.get("http://127.0.0.1:8765/parcels/%d" % number).json()["city"]


def track(client, numbers):
    found = {}
    for number in numbers:
        found[number] = where(client, number)
    return found


def main():
    with httpx.Client() as client:
        return track(client, range(100))

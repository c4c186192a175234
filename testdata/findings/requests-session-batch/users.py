"""The same users by two requests with a list of ids each, through one Session, and much to do with the answers."""
import requests

BASE = "http://127.0.0.1:8765"


def batches(numbers, size):
    numbers = list(numbers)
    return [numbers[at:at + size] for at in range(0, len(numbers), size)]


def users(session, numbers):
    found = []
    for batch in batches(numbers, 250):
        answer = session.get(BASE + "/users", params={"ids": ",".join(map(str, batch))}, timeout=5)
        found.extend(answer.json())
    return found


def summary(user):
    words = user["name"].split()
    return "%s (%s): %s" % (words[-1].zfill(5), user["city"].upper(), ", ".join(sorted(user["tags"], reverse=True)))


def main():
    with requests.Session() as session:
        return [summary(user) for user in users(session, range(500))]

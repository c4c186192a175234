"""A file of 4,000 JSON lines, each parsed once, cleaned and counted."""
import collections
import json


def set_up():
    with open("events.jsonl", "w") as file:
        for i in range(4000):
            file.write(json.dumps({"user": "u%d" % (i % 90), "words": ["w%d" % (i * k % 77) for k in range(9)]}) + "\n")


def cleaned(event):
    return event["user"].upper(), sorted({word.strip("w").zfill(4) for word in event["words"]})


def ingest(path):
    users = collections.defaultdict(collections.Counter)
    with open(path) as file:
        for line in file:
            user, words = cleaned(json.loads(line))
            users[user].update(words)
    return {user: counter.most_common(2) for user, counter in users.items()}


def main():
    return len(ingest("events.jsonl"))

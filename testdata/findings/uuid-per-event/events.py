"""120,000 events, each with a uuid4() of its own as text."""
import uuid


def events(count):
    return [{"id": str(uuid.uuid4()), "n": n} for n in range(count)]


def main():
    return len(events(60000))

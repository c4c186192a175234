"""json.dump() of 40 snapshots to files without indent: dump() always encodes in Python."""
import json


def save(number, rows):
    with open("snapshot.json", "w") as file:
        json.dump({"number": number, "rows": rows}, file)


def save_all(count):
    rows = [{"id": i, "tags": ["a", "b"], "where": {"x": i, "y": i / 2}} for i in range(400)]
    for number in range(count):
        save(number, rows)


def main():
    save_all(40)

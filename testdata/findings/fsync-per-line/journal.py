"""Each event is written, flushed and synced to the disk by itself."""
import os


class Journal:
    def __init__(self, path):
        self.file = open(path, "w")

    def record(self, event):
        self.file.write("%d %s\n" % event)
        self.file.flush()
        os.fsync(self.file.fileno())


def record_all(journal, events):
    for event in events:
        journal.record(event)


def main():
    journal = Journal("journal.txt")
    record_all(journal, [(i, "event") for i in range(600)])
    journal.file.close()

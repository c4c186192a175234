"""20,000 rows by csv.DictReader, each converted and added to a total of its account."""
import collections
import csv
import io

TEXT = "account,cents,day\n" + "".join("a%d,%d,%d\n" % (i % 40, i * 7 % 9999, i % 31) for i in range(20000))


def totals(rows):
    found = collections.defaultdict(int)
    for row in rows:
        found[row["account"]] += int(row["cents"])
    return found


def main():
    return len(totals(csv.DictReader(io.StringIO(TEXT))))

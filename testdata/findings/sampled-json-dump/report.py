"""json.dump() with indent to a file, seen by py-spy."""
import json


def write_report(rows):
    with open("report.json", "w") as file:
        json.dump(rows, file, indent=2)


def main():
    write_report([{"number": i, "tags": ["a", "b", "c"], "price": {"cents": i * 3}} for i in range(240000)])


if __name__ == "__main__":
    main()

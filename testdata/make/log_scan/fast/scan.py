"""Count the requests in a log of 3000 lines, five for each of 600 users."""

import re

REQUEST = re.compile(r"\b(GET|POST) /\S* by user(\d+)\b")


def is_request(line, user):
    found = REQUEST.search(line)
    return found is not None and int(found.group(2)) == user


def log():
    lines = []
    for n in range(3000):
        verb = ("GET", "POST", "checked")[n % 3]
        lines.append("10:%02d:%02d %s /shelf/%d by user%d" % (n // 60 % 60, n % 60, verb, n, n % 600))
    return lines


def scan(lines):
    count = 0
    for n, line in enumerate(lines):
        if is_request(line, n % 600):
            count += 1
    return count


def main():
    assert scan(log()) == 2000


if __name__ == "__main__":
    main()

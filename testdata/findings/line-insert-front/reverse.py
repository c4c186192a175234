"""list.insert(0, …) for each line of a log."""


def newest_first(lines):
    out = []
    for line in lines:
        out.insert(0, line)
    return out


def main():
    return len(newest_first(["line %d" % i for i in range(25000)]))

"""list.insert(0, …) for each of 40,000 lines."""


def newest_first(lines):
    out = []
    for line in lines:
        out.insert(0, line)
    return out


def main():
    return len(newest_first(["line %d" % i for i in range(40000)]))

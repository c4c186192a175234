"""Two functions count tilings by calling each other and themselves, without a memo."""


def open_ended(n):
    if n <= 1:
        return 1
    return open_ended(n - 1) + closed(n - 2)


def closed(n):
    if n <= 0:
        return 1
    return closed(n - 1) + open_ended(n - 1)


def main():
    return open_ended(24)

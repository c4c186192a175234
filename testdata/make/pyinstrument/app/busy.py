"""About a third of a second of recursion and of compressing."""

import zlib


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def squeeze(text):
    return zlib.compress(text, 9)


def main():
    for n in range(4):
        fib(22)
        squeeze(b"shelf %d " % n * 200000)


if __name__ == "__main__":
    main()

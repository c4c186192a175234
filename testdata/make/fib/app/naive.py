"""fib(24) by the definition: 150049 calls for the number 46368."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main():
    assert fib(24) == 46368


if __name__ == "__main__":
    main()

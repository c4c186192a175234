"""fib(24) with a memo: 47 calls for the number 46368."""

MEMO = {0: 0, 1: 1}


def fib(n):
    if n not in MEMO:
        MEMO[n] = fib(n - 1) + fib(n - 2)
    return MEMO[n]


def main():
    assert fib(24) == 46368


if __name__ == "__main__":
    main()

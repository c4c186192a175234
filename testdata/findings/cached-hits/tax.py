"""functools.lru_cache in front of a slow table: 40 misses, 60,000 hits."""
import functools


@functools.lru_cache(maxsize=None)
def rate(country):
    return sum(ord(letter) * power for power, letter in enumerate(country * 400)) % 25


def tax(country, cents):
    return cents * rate(country) // 100


def main():
    return sum(tax("C%d" % (i % 40), i) for i in range(60000))

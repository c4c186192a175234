"""A sieve, a set for membership, join() of parts: nothing to say of these lines."""


def primes(limit):
    sieve = bytearray([1]) * limit
    found = []
    for number in range(2, limit):
        if sieve[number]:
            found.append(number)
            sieve[number * number::number] = bytes(len(range(number * number, limit, number)))
    return found


def twins(numbers):
    known = set(numbers)
    return [number for number in numbers if number + 2 in known]


def text(numbers):
    return ", ".join(str(number) for number in numbers)


def main():
    return len(text(twins(primes(150000))))

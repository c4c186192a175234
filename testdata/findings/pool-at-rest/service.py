"""A pool of four threads has eight jobs to do, of a tenth of a second each, while the main thread computes."""
import concurrent.futures
import hashlib


def digest(data):
    return hashlib.sha256(data * 60).hexdigest()


def primes(limit):
    sieve = bytearray([1]) * limit
    for number in range(2, int(limit ** 0.5) + 1):
        if sieve[number]:
            sieve[number * number::number] = bytes(len(range(number * number, limit, number)))
    return sum(sieve) - 2


def main():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(digest, b"x" * 1000000) for _ in range(8)]
        count = sum(primes(3000000) for _ in range(12))
        return count, {future.result() for future in futures}

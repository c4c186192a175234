"""Six heavy tasks for a pool of processes; the parent waits for them, as it must."""
import multiprocessing


def largest_factor(number):
    best, factor = 1, 2
    while factor * factor <= number:
        while number % factor == 0:
            best, number = factor, number // factor
        factor += 1
    return max(best, number)


def main():
    with multiprocessing.Pool(2) as pool:
        return pool.map(largest_factor, [10**12 + 39, 10**12 + 61, 10**11 + 3, 10**11 + 19, 10**12 + 63, 10**12 + 91])

"""A pool of threads is given 4,000 tasks of a microsecond each."""
import concurrent.futures


def square(number):
    return number * number


def squares(pool, numbers):
    futures = [pool.submit(square, number) for number in numbers]
    return [future.result() for future in futures]


def main():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return sum(squares(pool, range(4000)))

"""gc.collect() after each of 80 batches."""
import gc


def batch(number):
    rows = [{"number": number, "row": row} for row in range(50)]
    return len(rows)


def run(count):
    total = 0
    for number in range(count):
        total += batch(number)
        gc.collect()
    return total


def main():
    return run(80)

"""A cache keeps each page of a crawl for ever: memory grows on one line."""
CACHE = {}


def page(number):
    return "%d" % number * 40000


@profile  # noqa: F821 (memory_profiler's)
def crawl(count):
    total = 0
    for number in range(count):
        CACHE[number] = page(number)
        total += len(CACHE[number])
    return total


if __name__ == "__main__":
    crawl(400)

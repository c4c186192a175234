"""A small program with a bit of everything that a tracer sees: recursion, functions of C, a thread, tasks, an
exception, a generator. Arguments: for how many seconds a sampler may watch (0: everything once), and "tasks"."""
import sys
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def words(text):
    for word in text.split():
        yield word.strip(".").lower()


def count(text):
    found = {}
    for word in words(text):
        found[word] = found.get(word, 0) + 1
    return sorted(found.items())


def refuse(n):
    try:
        return [][n]
    except IndexError:
        return None


async def fetch(n):
    import asyncio
    await asyncio.sleep(0.001)
    return count("a task number %d. of several." % n)


async def gather():
    import asyncio
    return await asyncio.gather(*[fetch(n) for n in range(3)])


def once():
    fib(6)
    refuse(3)
    return count("The quick brown fox jumps over the lazy dog. The end.")


def main(seconds):
    end = time.time() + seconds
    thread = threading.Thread(target=once, name="helper \"one\"")
    thread.start()
    if seconds:
        while time.time() < end:
            fib(17)
            count("to be or not to be. " * 500)
    else:
        once()
    if "tasks" in sys.argv:
        import asyncio
        asyncio.new_event_loop().run_until_complete(gather())
    thread.join()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0)

"""A multiprocessing.Process is started for each of 60 frames, one after the other."""
import multiprocessing


def render(number):
    return number * number


def render_all(count):
    for number in range(count):
        process = multiprocessing.Process(target=render, args=(number,))
        process.start()
        process.join()


def main():
    render_all(60)

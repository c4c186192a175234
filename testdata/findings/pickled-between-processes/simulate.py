"""Two processes hand a list of 40,000 numbers to and fro, pickled each time."""
import multiprocessing


def answer(pipe):
    while True:
        values = pipe.recv()
        if values is None:
            return
        pipe.send(values)


def exchange(pipe, values, rounds):
    for _ in range(rounds):
        pipe.send(values)
        values = pipe.recv()
    return len(values)


def main():
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=answer, args=(theirs,))
    child.start()
    exchange(ours, [float(i) for i in range(40000)], 80)
    ours.send(None)
    child.join()

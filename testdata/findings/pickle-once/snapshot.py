"""A large structure is pickled once to a file and read again."""
import os
import pickle


def build(count):
    return {number: {"name": "n%d" % number, "links": list(range(number % 20))} for number in range(count)}


def save(state, path):
    with open(path + ".new", "wb") as file:
        pickle.dump(state, file, protocol=4)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def main():
    save(build(30000), "state.pickle")
    with open("state.pickle", "rb") as file:
        return len(pickle.load(file))

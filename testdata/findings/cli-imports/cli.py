"""A command line tool prints its version, after it has imported a library for HTTP that it does not need for that."""
import argparse

import requests


def show_version():
    print("tool 1.0")


def fetch(url):
    print(requests.get(url).text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fetch")
    given = parser.parse_args()
    if given.fetch:
        fetch(given.fetch)
    else:
        show_version()


if __name__ == "__main__":
    main()

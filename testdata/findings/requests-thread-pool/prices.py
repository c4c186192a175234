"""Forty requests by a pool of eight threads, each thread with a session of its own."""
import concurrent.futures
import threading

import requests

LOCAL = threading.local()


def session():
    if not hasattr(LOCAL, "session"):
        LOCAL.session = requests.Session()
    return LOCAL.session


def price(number):
    return session().get("http://127.0.0.1:8765/slow/%d" % number, timeout=9).json()["id"]


def main():
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return sum(pool.map(price, range(40)))

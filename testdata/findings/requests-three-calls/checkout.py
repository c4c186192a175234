"""A checkout makes three requests with one session, and verifies a signature in between."""
import hashlib

import requests


def sign(text):
    digest = text.encode()
    for _ in range(30000):
        digest = hashlib.sha256(digest).digest()
    return digest.hex()


def checkout(session, number):
    user = session.get("http://127.0.0.1:8765/users/%d" % number, timeout=5).json()
    token = sign(user["name"])
    session.post("http://127.0.0.1:8765/payments", json={"token": token}, timeout=5)
    return session.post("http://127.0.0.1:8765/mails", json={"to": user["id"]}, timeout=5).json()


def main():
    with requests.Session() as session:
        return checkout(session, 7)

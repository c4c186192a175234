"""Three short sleeps between retries, in a run of real work."""
import time

ATTEMPTS = []


def flaky(number):
    ATTEMPTS.append(number)
    if len(ATTEMPTS) < 4:
        raise ConnectionError("again")
    return sum(i * i % 7 for i in range(1500000))


def upload(number):
    for attempt in range(5):
        try:
            return flaky(number)
        except ConnectionError:
            time.sleep(0.002 * 2 ** attempt)
    return None


def main():
    return upload(1)

"""One httpx.Client, one request for all shares."""
import httpx


def value(row):
    return row["id"] * len(row["tags"]) + len(row["name"].split())


def portfolio(client, numbers):
    rows = client.get("http://127.0.0.1:8765/quotes", params={"ids": ",".join(map(str, numbers))}).json()
    return sum(value(row) for row in rows)


def main():
    with httpx.Client() as client:
        return portfolio(client, range(800))

"""httpx: three pages with one client, and what is in them is sorted."""
import httpx


def main():
    with httpx.Client(base_url="http://127.0.0.1:8765") as client:
        pages = [client.get("/users/%d" % number).json() for number in (1, 2, 3)]
    words = sorted(str(page) for page in pages for _ in range(400))
    return len(words)

"""One large answer, streamed to a file in pieces."""
import requests


def download(url, path):
    size = 0
    with requests.get(url, stream=True, timeout=9) as answer, open(path, "wb") as file:
        for piece in answer.iter_content(65536):
            file.write(piece)
            size += len(piece)
    return size


def main():
    return download("http://127.0.0.1:8765/users?ids=" + ",".join(map(str, range(6000))), "out.bin")

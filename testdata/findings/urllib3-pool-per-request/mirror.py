"""urllib3: a PoolManager is made for each download, so that no connection is used twice."""
import urllib3


def download(number):
    http = urllib3.PoolManager()
    return http.request("GET", "http://127.0.0.1:8765/files/%d" % number).data


def mirror(numbers):
    size = 0
    for number in numbers:
        size += len(download(number))
    return size


def main():
    return mirror(range(120))

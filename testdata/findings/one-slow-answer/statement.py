"""A report waits for one answer of a slow service, and does little else."""
import http.client
import json


def ask(path):
    connection = http.client.HTTPConnection("127.0.0.1", 8765)
    connection.request("GET", path)
    return json.loads(connection.getresponse().read())


def main():
    return ask("/report/1")["name"].upper()

"""http.client with one connection for three large answers: nothing to say."""
import http.client
import json


def ask(connection, path):
    connection.request("GET", path)
    return json.loads(connection.getresponse().read())


def mean(rows):
    total = 0
    for row in rows:
        total += row["id"] * len(row["name"])
    return total / len(rows)


def main():
    connection = http.client.HTTPConnection("127.0.0.1", 8765)
    numbers = ",".join(map(str, range(2000)))
    return [mean(ask(connection, "/users?ids=" + numbers)) for _ in range(3)]

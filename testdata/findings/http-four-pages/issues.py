"""Four pages of a listing, one request each over one connection, and each page has much to read."""
import http.client
import json


def page(connection, number):
    ids = ",".join(str(number * 400 + i) for i in range(400))
    connection.request("GET", "/users?ids=" + ids)
    return json.loads(connection.getresponse().read())


def issues(connection):
    found = []
    for number in range(4):
        found.extend(page(connection, number))
    return found


def main():
    return len(issues(http.client.HTTPConnection("127.0.0.1", 8765)))

"""urllib.request.urlopen() per station: a connection and a name lookup each time."""
import json
import urllib.request


def station(number):
    with urllib.request.urlopen("http://localhost:8765/stations/%d" % number) as answer:
        return json.loads(answer.read())


def main():
    report = []
    for number in range(120):
        report.append(station(number)["id"])
    return report

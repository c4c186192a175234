"""elasticsearch: get() of each document of a list of hits."""
from elasticsearch import Elasticsearch

CLIENT = Elasticsearch("http://127.0.0.1:8765")


def title(number):
    return CLIENT.get(index="docs", id=str(number))["_source"]["title"]


def titles(numbers):
    found = []
    for number in numbers:
        found.append(title(number))
    return found


def main():
    return titles(range(120))

"""elasticsearch: index() per document."""
from elasticsearch import Elasticsearch

CLIENT = Elasticsearch("http://127.0.0.1:8765")


def add(number):
    CLIENT.index(index="docs", id=str(number), document={"title": "Title %d" % number})


def add_all(count):
    for number in range(count):
        add(number)


def main():
    add_all(100)

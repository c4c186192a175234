"""elasticsearch: exists() for each of 100 documents before they would be written."""
from elasticsearch import Elasticsearch

CLIENT = Elasticsearch("http://127.0.0.1:8765")


def missing(numbers):
    return [number for number in numbers if not CLIENT.exists(index="docs", id=str(number))]


def main():
    return len(missing(range(100)))

"""elasticsearch: helpers.bulk() of 2,000 documents, and mget() of as many."""
from elasticsearch import Elasticsearch, helpers

CLIENT = Elasticsearch("http://127.0.0.1:8765")


def action(number):
    return {"_index": "docs", "_id": str(number), "_source": {"title": "Title %d" % number}}


def main():
    helpers.bulk(CLIENT, map(action, range(2000)))
    found = CLIENT.mget(index="docs", ids=[str(i) for i in range(2000)])
    return [row["_source"]["title"] for row in found["docs"]]

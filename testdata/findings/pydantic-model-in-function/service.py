"""pydantic 2: the model is defined inside the function that uses it, so its schema is built for each of 60 requests."""
from pydantic import BaseModel


def answer(request):
    class Query(BaseModel):
        page: int
        size: int = 20
        words: str

    query = Query(**request)
    return query.page * query.size


def serve(requests):
    return [answer(request) for request in requests]


def main():
    return sum(serve([{"page": i, "words": "w%d" % i} for i in range(60)]))

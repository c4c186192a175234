"""One request to the asynchronous page, by an event loop."""
import asyncio

from store.data import fill as set_up  # noqa: F401


def main():
    from django.test import RequestFactory

    from store.views import page

    response = asyncio.run(page(RequestFactory().get("/books/")))
    assert response.status_code == 200

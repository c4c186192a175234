"""One request to the page, through Django's handler, as a profiling middleware sees it."""
from store.data import fill

KEPT = {}


def request():
    from django.test import RequestFactory

    return RequestFactory().get("/books/")


def set_up():
    fill()
    from django.core.handlers.wsgi import WSGIHandler

    KEPT["handler"] = WSGIHandler()
    KEPT["request"] = request()


def main():
    response = KEPT["handler"].get_response(KEPT["request"])
    assert response.status_code == 200, response.content

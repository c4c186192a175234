"""Rows of a file are looked up with filter().first() on a column, and counted."""
from django.http import JsonResponse

from store.models import Book

ROWS = [("Title %d" % (1 + i % 400), i) for i in range(180)]


def match(title):
    return Book.objects.filter(title__iexact=title).first()


def page(request):
    known = 0
    for title, number in ROWS:
        if match(title) is not None:
            known += number
    return JsonResponse({"known": known})

"""A WSGI server that answers 200 requests, each with a page of 20 books and their authors, loaded one by one."""
from django.http import JsonResponse

from store.models import Book


def row(book):
    return {"title": book.title, "author": book.author.name}


def page(request):
    first = 20 * int(request.GET.get("page", 0))
    rows = []
    for book in Book.objects.order_by("pk")[first:first + 20]:
        rows.append(row(book))
    return JsonResponse({"rows": rows})

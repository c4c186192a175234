"""A table of books with their authors and publishers: two foreign keys, each loaded row by row."""
from django.http import JsonResponse

from store.models import Book


def author_of(book):
    return book.author.name


def row(book):
    publisher = book.publisher
    return {"title": book.title, "author": author_of(book), "publisher": "%s, %s" % (publisher.name, publisher.city)}


def page(request):
    rows = []
    for book in Book.objects.all():
        rows.append(row(book))
    return JsonResponse({"rows": rows})

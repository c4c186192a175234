"""Four functions of one view: two have a query per book, one has none, one calls len() ten thousand times."""
from django.http import JsonResponse

from store.models import Author, Book


def with_authors():
    rows = []
    for book in Book.objects.filter(pk__lte=120):
        rows.append((book.title, book.author.name))
    return rows


def with_tags():
    rows = []
    for author in Author.objects.filter(pk__lte=60):
        rows.append((author.name, [book.title for book in author.books.all()]))
    return rows


def joined():
    return [(book.title, book.publisher.name) for book in Book.objects.select_related("publisher")]


def noise():
    return sum(len(str(number)) for number in range(10000))


def page(request):
    return JsonResponse({"a": with_authors(), "b": with_tags(), "c": joined(), "d": noise()})

"""Books with their tags: a many-to-many relation read book by book."""
from django.http import JsonResponse

from store.models import Book


def row(book):
    return {"title": book.title, "tags": sorted(tag.name for tag in book.tags.all())}


def page(request):
    rows = []
    for book in Book.objects.all():
        rows.append(row(book))
    return JsonResponse({"rows": rows})

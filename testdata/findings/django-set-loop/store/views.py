"""get_or_create() of a tag and tags.add() for each of 60 books: several queries per turn of the loop."""
from django.http import JsonResponse

from store.models import Book, Tag


def set_tags(books):
    for book in books:
        tag, _ = Tag.objects.get_or_create(name="tag%d" % (book.pk % 25))
        book.tags.add(tag)


def page(request):
    set_tags(Book.objects.filter(pk__lte=60))
    return JsonResponse({"ok": True})

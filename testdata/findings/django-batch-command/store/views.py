"""A nightly job: books by iterator() in chunks, updated by update() and one bulk_update(): five queries."""
from django.db.models import F
from django.http import JsonResponse

from store.models import Book, Review


def shorten(book):
    book.description = " ".join(word.capitalize() for word in book.description.split()[:30])
    return book


def nightly():
    Book.objects.filter(price__lt=600).update(price=F("price") + 1)
    changed = [shorten(book) for book in Book.objects.iterator(chunk_size=200)]
    Book.objects.bulk_update(changed, ["description"], batch_size=400)
    Review.objects.filter(stars=0).delete()
    return len(changed)


def page(request):
    return JsonResponse({"changed": nightly()})

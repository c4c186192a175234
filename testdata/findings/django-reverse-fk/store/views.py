"""The mean of each book's reviews, two functions below the loop: a reverse foreign key read book by book."""
from django.http import JsonResponse

from store.models import Book


def mean(values):
    return sum(values) / len(values) if values else None


def stars(book):
    return mean([review.stars for review in book.reviews.all()])


def row(book):
    return {"title": book.title, "stars": stars(book)}


def page(request):
    rows = []
    for book in Book.objects.all():
        rows.append(row(book))
    return JsonResponse({"rows": rows})

"""400 prices are raised in memory and written by one bulk_update(), then read by iterator()."""
from django.db.models import F
from django.http import JsonResponse

from store.models import Book, Review


def page(request):
    books = list(Book.objects.only("pk", "price"))
    for book in books:
        book.price += 1
    Book.objects.bulk_update(books, ["price"], batch_size=200)
    Review.objects.filter(stars=1).update(stars=F("stars") + 1)
    return JsonResponse({"cents": sum(price for price in Book.objects.values_list("price", flat=True).iterator())})

"""The same cart with in_bulk(), and its prices written back by bulk_update()."""
from django.http import JsonResponse

from store.models import Book

CART = {number: 1 + number % 3 for number in range(1, 401)}


def total(cart):
    cents = 0
    books = Book.objects.in_bulk(cart)
    for number, count in cart.items():
        cents += books[number].price * count
        books[number].price += 1
    Book.objects.bulk_update(books.values(), ["price"], batch_size=200)
    return cents


def page(request):
    return JsonResponse({"total": total(CART)})

"""A cart of 150 ids, each book fetched by get()."""
from django.http import JsonResponse

from store.models import Book

CART = {str(number): 1 + number % 3 for number in range(1, 151)}


def total(cart):
    cents = 0
    for number, count in cart.items():
        book = Book.objects.get(pk=number)
        cents += book.price * count
    return cents


def page(request):
    return JsonResponse({"total": total(CART)})

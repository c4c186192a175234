"""All prices are raised: each book is saved by itself, in a transaction of its own."""
from django.http import JsonResponse

from store.models import Book


def raise_prices(percent):
    for book in Book.objects.filter(pk__lte=150):
        book.price += book.price * percent // 100
        book.save()


def page(request):
    raise_prices(4)
    return JsonResponse({"ok": True})

"""An asynchronous Django view that awaits aget() for each of 100 ids; the queries run in a thread. Right or silent."""
from django.http import JsonResponse

from store.models import Book


async def total(numbers):
    cents = 0
    for number in numbers:
        book = await Book.objects.aget(pk=number)
        cents += book.price
    return cents


async def page(request):
    return JsonResponse({"total": await total(range(1, 101))})

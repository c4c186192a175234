from django.http import JsonResponse

from books.models import Book


def serialize(book):
    return {
        "title": book.title,
        "price": "%d.%02d" % divmod(book.price, 100),
        "author": book.author.name,
    }


def list_books(request):
    books = []
    for book in Book.objects.order_by("id"):
        books.append(serialize(book))
    return JsonResponse({"books": books})

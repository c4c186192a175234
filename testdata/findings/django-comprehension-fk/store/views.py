"""Two levels of comprehension over books: book.author is loaded in the inner one."""
from django.http import JsonResponse

from store.models import Book, Publisher


def authors(publishers):
    return {
        publisher.name: sorted(book.author.name for book in publisher.books.all())
        for publisher in publishers.prefetch_related("books")
    }


def page(request):
    return JsonResponse(authors(Publisher.objects.all()))

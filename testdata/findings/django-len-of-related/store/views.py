"""len(author.books.all()) in a comprehension: all books of each author are read to count them."""
from django.http import JsonResponse

from store.models import Author


def shelf(author):
    return {"name": author.name, "books": len(author.books.all())}


def page(request):
    return JsonResponse({"authors": [shelf(author) for author in Author.objects.all()[:100]]})

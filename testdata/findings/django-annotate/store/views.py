"""The same by annotate(): one query."""
from django.db.models import Count, Q
from django.http import JsonResponse

from store.models import Author


def entry(author):
    return {"name": author.name, "books": author.count, "expensive": author.expensive > 0}


def page(request):
    authors = Author.objects.annotate(count=Count("books"), expensive=Count("books", filter=Q(books__price__gt=1000)))
    return JsonResponse({"entries": [entry(author) for author in authors]})

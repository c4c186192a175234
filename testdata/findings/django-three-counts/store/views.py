"""Three counts and one annotated list of all publishers: four queries."""
from django.db.models import Avg, Count
from django.http import JsonResponse

from store.models import Author, Book, Publisher, Review


def row(publisher):
    return {"name": publisher.name, "books": publisher.count, "mean": publisher.mean}


def page(request):
    publishers = Publisher.objects.annotate(count=Count("books"), mean=Avg("books__price"))
    counts = [model.objects.count() for model in (Author, Book, Review)]
    return JsonResponse({"rows": [row(publisher) for publisher in publishers], "counts": counts})

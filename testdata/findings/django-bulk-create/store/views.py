"""An import of 600 reviews from JSON: bulk_create() in batches, in one transaction."""
import json

from django.db import transaction
from django.http import JsonResponse

from store.models import Review

LINES = [json.dumps({"book": 1 + i % 400, "stars": i % 6, "text": " good %d " % i}) for i in range(600)]


def parse(line):
    record = json.loads(line)
    return Review(book_id=record["book"], stars=record["stars"], text=record["text"].strip())


def page(request):
    with transaction.atomic():
        reviews = [parse(line) for line in LINES]
        Review.objects.bulk_create(reviews, batch_size=300)
    return JsonResponse({"created": len(reviews)})

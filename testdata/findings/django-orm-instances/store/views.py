"""12,000 reviews are made into objects to add up one column."""
from django.http import JsonResponse

from store.models import Review


def total_stars():
    stars = 0
    for _ in range(15):
        for review in Review.objects.all():
            stars += review.stars
    return stars


def page(request):
    return JsonResponse({"stars": total_stars()})

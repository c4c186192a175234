"""Authors with their biographies: a reverse one-to-one relation."""
from django.http import JsonResponse

from store.models import Author


def entry(author):
    return {"name": author.name, "text": author.biography.text}


def page(request):
    entries = []
    for author in Author.objects.order_by("name"):
        entries.append(entry(author))
    return JsonResponse({"entries": entries})

"""A template prints the author of each book of 30 publishers: the books are prefetched, their authors are not."""
from django.shortcuts import render

from store.models import Publisher


def page(request):
    publishers = Publisher.objects.prefetch_related("books")
    return render(request, "list.html", {"publishers": publishers})

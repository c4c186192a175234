"""The same template with select_related() in the view."""
from django.shortcuts import render

from store.models import Book


def page(request):
    return render(request, "books.html", {"books": Book.objects.select_related("author").order_by("title")})

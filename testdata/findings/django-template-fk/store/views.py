"""A template loops over books and prints book.author.name: the loop is in the template, the query set in the view."""
from django.shortcuts import render

from store.models import Book


def page(request):
    return render(request, "books.html", {"books": Book.objects.order_by("title")})

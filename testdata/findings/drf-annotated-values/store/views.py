"""Django REST framework: a serializer over annotated rows, with authors joined."""
from django.db.models import Avg, Count
from django.http import JsonResponse
from rest_framework import serializers

from store.models import Book


class Line(serializers.ModelSerializer):
    author = serializers.CharField(source="author.name")
    stars = serializers.FloatField()
    count = serializers.IntegerField()

    class Meta:
        model = Book
        fields = ["title", "author", "stars", "count"]


def lines():
    books = Book.objects.select_related("author").annotate(stars=Avg("reviews__stars"), count=Count("reviews"))
    return Line(books.order_by("title")[:150], many=True).data


def page(request):
    return JsonResponse({"lines": lines()})

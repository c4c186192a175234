"""Django REST framework: a field with source="author.name", and nobody joined the authors."""
from django.http import JsonResponse
from rest_framework import serializers

from store.models import Book


class Line(serializers.ModelSerializer):
    author = serializers.CharField(source="author.name")
    house = serializers.CharField(source="publisher.name")

    class Meta:
        model = Book
        fields = ["title", "author", "house"]


def lines():
    return Line(Book.objects.order_by("title")[:120], many=True).data


def page(request):
    return JsonResponse({"lines": lines()})

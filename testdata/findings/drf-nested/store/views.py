"""Django REST framework: a serializer with nested author and reviews, over a plain query set; no loop of one's own."""
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from store.models import Author, Book, Review


class AuthorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Author
        fields = ["id", "name"]


class ReviewSerializer(serializers.ModelSerializer):
    class Meta:
        model = Review
        fields = ["stars", "text"]


class BookSerializer(serializers.ModelSerializer):
    author = AuthorSerializer()
    reviews = ReviewSerializer(many=True)

    class Meta:
        model = Book
        fields = ["title", "price", "author", "reviews"]


def books():
    return Book.objects.all()[:150]


def page(request):
    response = Response(BookSerializer(books(), many=True).data)
    response.accepted_renderer = JSONRenderer()
    response.accepted_media_type = "application/json"
    response.renderer_context = {}
    return response

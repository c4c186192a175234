"""The same serializer in a list view, with select_related() and prefetch_related()."""
from rest_framework import serializers
from rest_framework.generics import ListAPIView

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


class BookList(ListAPIView):
    queryset = Book.objects.select_related("author").prefetch_related("reviews")
    serializer_class = BookSerializer


page = BookList.as_view()

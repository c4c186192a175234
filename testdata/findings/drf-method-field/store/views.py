"""Django REST framework: a SerializerMethodField that counts the reviews of each book, in a list view."""
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from store.models import Book


class BookSerializer(serializers.ModelSerializer):
    reviews = serializers.SerializerMethodField()

    class Meta:
        model = Book
        fields = ["title", "price", "reviews"]

    def get_reviews(self, book):
        return book.reviews.count()


class BookList(ListAPIView):
    queryset = Book.objects.all()
    serializer_class = BookSerializer


page = BookList.as_view()

"""A receiver of post_save counts an author's books anew for each of 80 books that are saved."""
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import JsonResponse

from store.models import Book

COUNTS = {}


@receiver(post_save, sender=Book)
def count_books(sender, instance, **others):
    COUNTS[instance.author_id] = Book.objects.filter(author_id=instance.author_id).count()


def raise_prices(books):
    for book in books:
        book.price += 1
        book.save()


def page(request):
    raise_prices(Book.objects.all()[:80])
    return JsonResponse(COUNTS)

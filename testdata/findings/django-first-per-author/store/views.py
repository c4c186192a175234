"""The cheapest book of each author by first(), and of each book its first review: a loop in a loop."""
from django.http import JsonResponse

from store.models import Author


def best_review(book):
    review = book.reviews.order_by("-stars").first()
    return review.stars if review else None


def cheapest(author):
    book = author.books.order_by("price").first()
    return {"title": book.title, "stars": best_review(book)}


def page(request):
    found = {}
    for author in Author.objects.all()[:100]:
        found[author.name] = cheapest(author)
    return JsonResponse(found)

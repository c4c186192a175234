"""A page of a paginator with values(), its count and a check with exists(): three queries, whatever the size."""
from django.core.paginator import Paginator
from django.http import JsonResponse

from store.models import Book, Review


def row(values):
    return dict(values, price="%d.%02d" % divmod(values["price"], 100))


def page(request):
    paginator = Paginator(Book.objects.order_by("pk").values("title", "price", "author__name"), 200)
    rows = [row(values) for values in paginator.page(2)]
    return JsonResponse({"rows": rows, "pages": paginator.num_pages, "reviews": Review.objects.exists()})

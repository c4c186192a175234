"""Django's Template(text) is made anew for each of 150 rows."""
from django.http import HttpResponse
from django.template import Context, Template

TEXT = "<li>{{ name|upper }}{% if price > 10 %} costs {{ price }}{% endif %}</li>"


def item(number):
    return Template(TEXT).render(Context({"name": "n%d" % number, "price": number}))


def page(request):
    rows = []
    for number in range(150):
        rows.append(item(number))
    return HttpResponse("".join(rows))

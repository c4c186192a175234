"""A form with 30 fields is checked 40 times: only Python, no database."""
from django import forms
from django.http import JsonResponse

Order = type("Order", (forms.Form,), {"amount%d" % i: forms.IntegerField(min_value=0) for i in range(30)})


def check(number):
    return Order({"amount%d" % i: str(number + i) for i in range(30)}).is_valid()


def page(request):
    return JsonResponse({"fine": sum(check(number) for number in range(40))})

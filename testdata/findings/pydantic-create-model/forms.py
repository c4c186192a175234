"""pydantic.create_model() for each form that is sent in."""
import pydantic


def check(form):
    model = pydantic.create_model("Form", name=(str, ...), age=(int, 0), mail=(str, ""))
    return model(**form).age


def check_all(forms):
    ages = []
    for form in forms:
        ages.append(check(form))
    return ages


def main():
    return sum(check_all([{"name": "n%d" % i, "age": i} for i in range(120)]))

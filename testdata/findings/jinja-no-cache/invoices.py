"""Jinja: get_template() with a cache of size 0 compiles the same template for each of 100 invoices."""
import jinja2

LOADER = jinja2.DictLoader({"invoice": "{{ name }}: {% for row in rows %}{{ row }} {{ row * 2 }};{% endfor %}"})
ENVIRONMENT = jinja2.Environment(loader=LOADER, cache_size=0)


def invoice(name):
    return ENVIRONMENT.get_template("invoice").render(name=name, rows=range(5))


def invoices(names):
    out = []
    for name in names:
        out.append(invoice(name))
    return out


def main():
    return len(invoices(["Name %d" % i for i in range(100)]))

"""Jinja2: a page that extends a base and includes a row 300 times, compiled once."""
import jinja2

TEXTS = {
    "base.html": "<html><body>{% block body %}{% endblock %}</body></html>",
    "row.html": "<tr><td>{{ row.name|e }}</td><td>{{ '%.2f'|format(row.price) }}</td></tr>",
    "page.html": "{% extends 'base.html' %}{% block body %}{% for row in rows %}{% include 'row.html' %}{% endfor %}{% endblock %}",
}
ENVIRONMENT = jinja2.Environment(loader=jinja2.DictLoader(TEXTS), autoescape=True)


def main():
    return len(ENVIRONMENT.get_template("page.html").render(rows=[{"name": "<n%d>" % i, "price": i / 3} for i in range(300)]))

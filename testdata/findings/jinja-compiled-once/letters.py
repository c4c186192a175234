"""Jinja: compiled once, rendered 800 times."""
import jinja2

TEXT = "Dear {{ name }},{% for line in lines %} {{ line.article }}: {{ line.pieces }};{% endfor %}"
TEMPLATE = jinja2.Environment().from_string(TEXT)


def letter(name, lines):
    return TEMPLATE.render(name=name, lines=lines)


def letters(names):
    out = []
    for name in names:
        out.append(letter(name, [{"article": "a", "pieces": 3}] * 4))
    return out


def main():
    return len(letters(["Name %d" % i for i in range(800)]))

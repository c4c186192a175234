"""Jinja: the same template is compiled for each of 120 letters."""
import jinja2

TEXT = "Dear {{ name }},{% for line in lines %} {{ line.article }}: {{ line.pieces }};{% endfor %}"


def letter(name, lines):
    return jinja2.Environment().from_string(TEXT).render(name=name, lines=lines)


def letters(names):
    out = []
    for name in names:
        out.append(letter(name, [{"article": "a", "pieces": 3}] * 4))
    return out


def main():
    return len(letters(["Name %d" % i for i in range(120)]))

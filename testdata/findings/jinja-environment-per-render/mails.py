"""Jinja2: an Environment for every mail, so that its template is compiled for each of 60."""
import jinja2

TEXTS = {"mail.txt": "Dear {{ name }},\n{% for line in lines %}{{ loop.index }}. {{ line|upper }}\n{% endfor %}Yours"}


def mail(name):
    environment = jinja2.Environment(loader=jinja2.DictLoader(TEXTS))
    return environment.get_template("mail.txt").render(name=name, lines=["one", "two", "three"])


def mails(names):
    return [mail(name) for name in names]


def main():
    return len(mails(["Name %d" % i for i in range(60)]))

"""A small generator of a static site: front matter in YAML, Markdown, Jinja templates, a search index."""
import collections
import cProfile
import dataclasses
import enum
import functools
import json
import re
import sys

import jinja2
import markdown
import yaml


class State(enum.Enum):
    DRAFT = "draft"
    LIVE = "live"


@dataclasses.dataclass(frozen=True)
class Page:
    slug: str
    title: str
    tags: frozenset
    state: State
    body: str


def source(number):
    tags = [f"tag{number % 7}", f"tag{number % 3}", "all"]
    return (f"---\ntitle: Page {number}\nstate: {'live' if number % 5 else 'draft'}\ntags: [{', '.join(tags)}]\n---\n"
            f"# Page {number}\n\nText with *emphasis*, [a link](page{number - 1}) and\n\n" +
            "\n".join(f"- item {i}" for i in range(number % 4 + 2)))


def parse(slug, text):
    _, front, body = text.split("---\n", 2)
    fields = yaml.load(front, Loader=yaml.SafeLoader)
    return Page(slug, fields["title"], frozenset(fields["tags"]), State(fields["state"]), body)


@functools.lru_cache(maxsize=None)
def stem(word):
    return re.sub(r"(ing|ed|s)$", "", word.lower())


def index(pages):
    found = collections.defaultdict(set)
    for page in pages:
        for word in {word for word in re.findall(r"\w+", page.body)}:
            found[stem(word)].add(page.slug)
    return {word: sorted(slugs) for word, slugs in sorted(found.items())}


TEMPLATE = """<title>{{ page.title }}</title>
{% for tag in page.tags|sort %}<a href="/{{ tag }}">{{ tag|upper }}</a>{% endfor %}
{{ html }}"""


def render(page, template):
    return template.render(page=page, html=markdown.markdown(page.body))


def by_tag(pages):
    return {tag: [page.slug for page in pages if tag in page.tags] for tag in {t for page in pages for t in page.tags}}


def main():
    pages = [parse(f"page{n}", source(n)) for n in range(40)]
    live = [page for page in pages if page.state is State.LIVE]
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE)
    html = {page.slug: render(page, template) for page in live}
    text = json.dumps({"index": index(live), "tags": by_tag(live)}, indent=1)
    return sum(map(len, html.values())) + len(text)


if __name__ == "__main__":
    main()
    profile = cProfile.Profile()
    profile.runcall(main)
    profile.dump_stats(sys.argv[1])

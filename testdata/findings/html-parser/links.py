"""A page of 4,000 links goes through html.parser, which calls back for each tag."""
import html.parser


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.links.append(dict(attributes).get("href"))


def main():
    parser = Links()
    parser.feed("".join("<p>See <a href='/page/%d' title='t'>page %d</a>.</p>" % (i, i) for i in range(4000)))
    return len(parser.links)

"""The markdown package turns a text of 300 paragraphs into HTML."""
import markdown

TEXT = "\n\n".join("# Title %d\n\nSome *words* and `code` in [a link](http://example.org/%d).\n\n* one\n* two" % (i, i)
                   for i in range(60))


def render(text):
    return markdown.Markdown(extensions=["tables"]).convert(text)


def main():
    return len(render(TEXT))

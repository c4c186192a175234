"""A page of 25,000 rows put together by join() and written to a StringIO."""
import html
import io


def row(number):
    return "<tr><td>%d</td><td>%s</td></tr>" % (number, html.escape("a < b & %d" % number))


def main():
    out = io.StringIO()
    out.write("<table>")
    out.write("".join(row(number) for number in range(25000)))
    out.write("</table>")
    return len(out.getvalue())

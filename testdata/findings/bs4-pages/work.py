"""BeautifulSoup: 12 pages are parsed, and links and cells taken out."""
from bs4 import BeautifulSoup

PAGE = "<html><body>" + "".join(
    "<tr><td class='n'>%d</td><td><a href='/p/%d'>page %d</a></td></tr>" % (i, i, i) for i in range(80)) + "</body></html>"


def links(page):
    soup = BeautifulSoup(page, "html.parser")
    return [(a["href"], a.get_text()) for a in soup.find_all("a")], len(soup.select("td.n"))


def main():
    return sum(len(links(PAGE)[0]) for _ in range(12))

"""An XML feed of 3,000 entries is parsed once and read with find()."""
import xml.etree.ElementTree as ElementTree

ENTRY = "<entry id='%d'><title>Title %d</title><author><name>N %d</name></author></entry>"
TEXT = "<feed>%s</feed>" % "".join(ENTRY % (i, i, i % 50) for i in range(3000))


def entry(element):
    return element.get("id"), element.findtext("title"), element.findtext("author/name")


def main():
    return [entry(element) for element in ElementTree.fromstring(TEXT).iter("entry")][-1]

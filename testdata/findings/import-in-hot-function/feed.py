"""from xml.etree import ElementTree inside a function that runs 30,000 times."""


def title(text):
    from xml.etree import ElementTree
    return ElementTree.QName(text).text


def titles(count):
    found = []
    for number in range(count):
        found.append(title("t%d" % number))
    return found


def main():
    return len(titles(30000))

"""A function that imports what it needs inside and is called five times, in a run of half a second."""


def pretty(data):
    from xml.dom import minidom
    import json

    return minidom.parseString("<a>%d</a>" % len(json.dumps(data))).toxml()


def work(count):
    total = 0
    for number in range(count):
        total = (total * 31 + number) % 1000003
    return total


def main():
    return [pretty({"n": work(900000)}) for _ in range(5)]

"""One nested JSON document is parsed, walked by recursion and written again."""
import json

TEXT = json.dumps({"title": "t", "parts": [{"title": "p%d" % i, "parts": [{"title": "s%d" % k, "parts": [
    {"title": "x", "parts": []}] * 3} for k in range(12)]} for i in range(60)]})


def depth(part):
    return 1 + max([depth(child) for child in part["parts"]], default=0)


def number(part, prefix):
    part["title"] = prefix + " " + part["title"].capitalize()
    for at, child in enumerate(part["parts"], 1):
        number(child, "%s.%d" % (prefix, at))


def main():
    outline = json.loads(TEXT)
    number(outline, "1")
    return depth(outline), len(json.dumps(outline))

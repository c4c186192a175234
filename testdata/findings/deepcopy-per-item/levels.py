"""A template of settings is copied with deepcopy() for each of 600 items."""
import copy

TEMPLATE = {"size": [1, 2, 3], "colours": {"back": (0, 0, 0), "fore": [255, 255, 255]},
            "rules": [{"name": str(i), "limits": [i, i + 1]} for i in range(12)]}


def make_item(number):
    item = copy.deepcopy(TEMPLATE)
    item["number"] = number
    return item


def build(count):
    items = []
    for number in range(count):
        items.append(make_item(number))
    return items


def main():
    return len(build(600))

"""30 baskets of ten prices, a recursion of twelve levels, and three imports, of which two are called __init__.py."""

import decimal
import html
import json


def price(n):
    return decimal.Decimal(n) / 100


def total(basket):
    return sum([price(n) for n in basket])


def descend(level):
    return 0 if level == 1 else 1 + descend(level - 1)


def main():
    totals = []
    for n in range(30):
        totals.append(str(total(range(n, n + 10))))
    html.escape(json.dumps({"totals": totals, "depth": descend(12)}))


if __name__ == "__main__":
    main()

"""Write a report of 1200 orders with four lines each to report.json."""

import json


def order(number):
    lines = []
    for n in range(4):
        lines.append({"article": "A-%04d" % (number * 7 + n), "pieces": n + 1, "cents": 199 * (n + 1)})
    return {"number": number, "customer": "Customer %d" % (number % 97), "paid": number % 3 != 0, "lines": lines}


def build_report():
    orders = []
    for number in range(1200):
        orders.append(order(number))
    return {"title": "Orders", "orders": orders}


def write_report(report):
    with open("report.json", "w") as stream:
        json.dump(report, stream, indent=2)


def main():
    write_report(build_report())


if __name__ == "__main__":
    main()

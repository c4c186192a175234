"""Invoices are added up with Decimal and rounded at the end, as money should be."""
from decimal import ROUND_HALF_UP, Decimal

RATE = Decimal("0.19")


def invoice(lines):
    net = sum((price * count for price, count in lines), Decimal(0))
    return (net * (1 + RATE)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def main():
    prices = [Decimal(i) / 100 for i in range(1, 200)]
    return sum(invoice([(price, i % 3 + 1) for price in prices]) for i in range(60))

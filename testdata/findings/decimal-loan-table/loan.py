"""A loan of thirty years in exact decimals: 360 rows, and the numbers are the work."""
import decimal

CENT = decimal.Decimal("0.01")


def row(rest, rate, payment):
    interest = (rest * rate / 12).quantize(CENT)
    return interest, rest + interest - payment


def plan(amount, rate, payment):
    rows, rest = [], amount
    while rest > 0:
        interest, rest = row(rest, rate, payment)
        rows.append((interest, rest))
    return rows


def main():
    rate = decimal.Decimal("0.03")
    return [len(plan(decimal.Decimal(100000 + i), rate, decimal.Decimal(500))) for i in range(60)]

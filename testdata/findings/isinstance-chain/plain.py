"""Values are turned into plain ones by a chain of isinstance() questions: half a million of them."""
import datetime
import decimal
import fractions
import uuid


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, fractions.Fraction):
        return float(value)
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def main():
    return plain([[i, "text", i / 2, None] for i in range(15000)])

# SPDX-License-Identifier: MIT
"""The data of a page of ncalls, as its scripts read them. (Not executable: no test.)"""
import json
import re

DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}


def numbers(column):
    """A column of the page, None where it says unknown."""
    found, number, shift = [], 0, 0
    for digit in column:
        value = DIGITS[digit]
        number |= (value & 31) << shift
        shift += 5
        if not value & 32:
            found.append(None if not number else (number - 1) // 2 if number % 2 else -number // 2)
            number = shift = 0
    return found


def of(page):
    """The JSON of a page, columns as they are written; None if it has none."""
    found = re.search(rb'<script type="application/json" id="ncalls-data">(.*?)</script>', page, re.S)
    return json.loads(found.group(1)) if found else None

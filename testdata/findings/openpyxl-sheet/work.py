"""openpyxl: a sheet of 1,500 rows is written and read again."""
import io

import openpyxl


def main():
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(1500):
        sheet.append([number, "name %d" % number, number / 7])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    again = openpyxl.load_workbook(out, read_only=True)
    return sum(1 for _ in again.active.iter_rows(values_only=True))

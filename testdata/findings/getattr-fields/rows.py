"""Each cell of a table is fetched by hasattr() and getattr() from a proxy with __getattr__."""


class Proxy:
    def __init__(self, values):
        self._values = values

    def __getattr__(self, name):
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name)


FIELDS = ["name", "street", "town", "country", "phone", "fax"]


def cells(row):
    return [getattr(row, field) if hasattr(row, field) else "" for field in FIELDS]


def main():
    rows = [Proxy({"name": "n", "street": "s", "town": "t", "country": "c"}) for _ in range(12000)]
    table = []
    for row in rows:
        table.append(cells(row))
    return len(table)

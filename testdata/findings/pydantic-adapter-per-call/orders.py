"""A pydantic TypeAdapter is built in each call: the schema is made anew for each record."""
from typing import Dict, List

import pydantic


class Line(pydantic.BaseModel):
    article: str
    pieces: int


def parse(record):
    return pydantic.TypeAdapter(Dict[str, List[Line]]).validate_python(record)


def read(records):
    found = []
    for record in records:
        found.append(parse(record))
    return found


def main():
    return len(read([{"lines": [{"article": "a", "pieces": i}]} for i in range(600)]))

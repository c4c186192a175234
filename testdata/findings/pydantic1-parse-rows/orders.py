"""pydantic 1: 1,500 rows are checked by one model and given back as dictionaries."""
from typing import List

from pydantic import BaseModel, validator


class Line(BaseModel):
    item: str
    count: int

    @validator("count")
    def some(cls, value):
        if value < 1:
            raise ValueError("nothing")
        return value


class Order(BaseModel):
    id: int
    lines: List[Line]


def main():
    rows = [{"id": i, "lines": [{"item": "a", "count": 1 + i % 4}]} for i in range(1500)]
    return len([Order.parse_obj(row).dict() for row in rows])

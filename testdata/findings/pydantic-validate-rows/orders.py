"""pydantic 2: 3,000 rows are checked by one model, as it is meant."""
from typing import List, Optional

from pydantic import BaseModel, Field


class Line(BaseModel):
    item: str = Field(min_length=1)
    count: int = Field(ge=1)


class Order(BaseModel):
    id: int
    note: Optional[str] = None
    lines: List[Line]


def check(rows):
    return [Order.model_validate(row) for row in rows]


def main():
    rows = [{"id": i, "lines": [{"item": "a", "count": 1 + i % 4}, {"item": "b", "count": 2}]} for i in range(3000)]
    return sum(len(order.lines) for order in check(rows))

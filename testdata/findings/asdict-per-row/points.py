"""dataclasses.asdict() for each of 4,000 rows of an export."""
import dataclasses


@dataclasses.dataclass
class Place:
    name: str
    where: tuple


@dataclasses.dataclass
class Trip:
    number: int
    start: Place
    end: Place
    notes: list


def export(trips):
    rows = []
    for trip in trips:
        rows.append(dataclasses.asdict(trip))
    return rows


def main():
    trips = [Trip(i, Place("a", (i, 1)), Place("b", (2, i)), ["x", "y"]) for i in range(4000)]
    return len(export(trips))

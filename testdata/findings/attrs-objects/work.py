"""attrs: 20,000 objects with converters and validators."""
import attr


@attr.s(auto_attribs=True, slots=True)
class Point:
    x: int = attr.ib(converter=int, validator=attr.validators.instance_of(int))
    y: int = attr.ib(default=0)


def main():
    points = [Point(str(i), i % 5) for i in range(20000)]
    return sum(point.x * point.y for point in points)

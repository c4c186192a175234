"""marshmallow: 1,200 objects with nested lines are dumped and loaded by one schema."""
import marshmallow


class Line(marshmallow.Schema):
    item = marshmallow.fields.String(required=True)
    count = marshmallow.fields.Integer()


class Order(marshmallow.Schema):
    id = marshmallow.fields.Integer()
    lines = marshmallow.fields.List(marshmallow.fields.Nested(Line))


SCHEMA = Order(many=True)


def main():
    rows = [{"id": i, "lines": [{"item": "a", "count": i % 4}, {"item": "b", "count": 1}]} for i in range(600)]
    return len(SCHEMA.load(SCHEMA.dump(rows)))

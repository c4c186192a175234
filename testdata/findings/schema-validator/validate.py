"""A validator of nested data against a nested schema, by recursion: one call per value."""

SCHEMA = {"name": str, "items": [{"id": int, "tags": [str], "size": {"w": int, "h": int}}]}


def problems(value, schema, path):
    if isinstance(schema, dict):
        found = []
        for key, part in schema.items():
            found += problems(value[key], part, path + "." + key) if key in value else [path + " lacks " + key]
        return found
    if isinstance(schema, list):
        return [line for at, item in enumerate(value) for line in problems(item, schema[0], "%s[%d]" % (path, at))]
    return [] if isinstance(value, schema) else [path + " is no " + schema.__name__]


def main():
    items = [{"id": i, "tags": ["a", "b"], "size": {"w": 1, "h": i if i % 50 else "x"}} for i in range(2500)]
    return problems({"name": "n", "items": items}, SCHEMA, "$")

"""yaml.safe_load() of an inventory: scanner and parser in Python."""
import yaml

TEXT = "".join("host%d:\n  ports: [80, 443]\n  name: web %d\n  tags: {a: 1, b: 2}\n" % (i, i) for i in range(120))


def load():
    return yaml.safe_load(TEXT)


def main():
    return sorted(load())

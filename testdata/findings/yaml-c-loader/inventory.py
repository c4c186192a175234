"""The same with CSafeLoader, and a report about it."""
import yaml

TEXT = "".join("host%d:\n  ports: [80, 443]\n  name: web %d\n  tags: {a: 1, b: 2}\n" % (i, i) for i in range(120))


def load():
    return yaml.load(TEXT, Loader=yaml.CSafeLoader)


def line(name, host):
    return "%s %s %s" % (name, host["name"], ",".join(map(str, host["ports"])))


def main():
    return [line(name, host) for name, host in sorted(load().items())]

"""yaml.dump() of a large mapping: representer, serializer and emitter in Python."""
import yaml


def save(settings):
    return yaml.dump(settings)


def main():
    return len(save({"host%d" % i: {"ports": [80, 443], "name": "web %d" % i, "on": True} for i in range(150)}))

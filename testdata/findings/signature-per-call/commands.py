"""A dispatcher asks inspect.signature() in each of 2,500 calls."""
import inspect


def greet(name, loud=False):
    return name.upper() if loud else name


def dispatch(function, arguments):
    known = inspect.signature(function).parameters
    return function(**{key: value for key, value in arguments.items() if key in known})


def run(requests):
    out = []
    for request in requests:
        out.append(dispatch(greet, request))
    return out


def main():
    return len(run([{"name": "n%d" % i, "loud": i % 2, "other": 1} for i in range(2500)]))

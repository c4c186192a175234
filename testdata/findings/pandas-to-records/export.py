"""A table becomes 5,000 dictionaries by to_dict("records"), and text by to_csv()."""
import io

import pandas

KEPT = {}


def set_up():
    KEPT["table"] = pandas.DataFrame({"a": range(5000), "b": ["text %d" % i for i in range(5000)]})


def main():
    records = KEPT["table"].to_dict("records")
    out = io.StringIO()
    KEPT["table"].to_csv(out, index=False)
    again = pandas.read_csv(io.StringIO(out.getvalue()))
    return len(records), len(again)

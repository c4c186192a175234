"""A report of 1200 orders written as JSON.

The slow version writes json.dump(..., indent=2) to a file: the encoder in pure Python, on every Python.
The fast one writes json.dumps(...) of the same report: the encoder in C, one call.

True of the slow files: json.dump 1 call, write_report 1, build_report 1, order 1200; the generator
_iterencode_dict is resumed tens of thousands of times; more than nine tenths of the time are in json/.
True of the fast files: json.dumps 1 call, order 1200, and no call of _iterencode_dict.
"""

VARIANTS = ["slow", "fast"]
PYTHONS = {"3.8": [], "3.11": [], "3.13": []}
RUNS = [
    ("json_report-{variant}-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/report.py"]),
]

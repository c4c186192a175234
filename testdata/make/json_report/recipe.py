"""A report of 1200 orders written as JSON.

The slow version writes json.dump(..., indent=2) to a file: the encoder in pure Python, on every Python.
The fast one writes json.dumps(...) of the same report: the encoder in C, one call.

True of the slow files: json.dump 1 call, write_report 1, build_report 1, order 1200; the generator
_iterencode_dict is resumed tens of thousands of times; more than nine tenths of the time are in json/.
True of the fast files: json.dumps 1 call, order 1200, and no call of _iterencode_dict.
"""

VARIANTS = ["slow", "fast"]
PYTHONS = {"2.7": [], "3.8": [], "3.11": [], "3.13": [], "3.15": [], "pypy3.9": []}
RUNS = [
    ("json_report-{variant}-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/report.py"]),
]
TRUE = {
    "json_report-*": {"report.py:main": 1, "report.py:build_report": 1, "report.py:write_report": 1},
    "json_report-*.prof": {"report.py:order": 1200, "report.py:build_report -> report.py:order": 1200},
    "json_report-slow-*": {"json/__init__.py:dump": 1, "json/__init__.py:dumps": 0},
    "json_report-slow-[23]*": {"json/encoder.py:_iterencode_dict": (280813, 102013)},
    "json_report-fast-*": {"json/__init__.py:dump": 0, "json/__init__.py:dumps": 1},
    "json_report-fast-[23]*": {"json/encoder.py:_iterencode_dict": 0},
}

"""What people do to a profile once they have it: the same one, written anew in other ways.

    original       as cProfile wrote it                  other        a second run of the same program
    marshal0 - 4   the same stats in each marshal version (0 and 1 hold floats as text)
    added          Stats(original).add(other).dump_stats(): every figure is the sum of the two
    stripped       Stats(original).strip_dirs().dump_stats(): base names only, as in
                   some of PyCharm's .pstat; json/__init__.py and html/__init__.py become one row
    .gz .zst       the original, compressed

True of the original: price 300 calls by total, total 30 calls, of which all primitive; descend 12 calls,
1 primitive.  Of added: price 600, total 60, descend 24 and 2.  All others are the original.
"""

PYTHONS = {"3.11": ["zstandard==0.25.0"], "3.13": ["zstandard==0.25.0"]}
PREPARE = [
    ["{python}", "-m", "cProfile", "-o", "warm.prof", "{app}/prices.py"],
    ["{python}", "-m", "cProfile", "-o", "original.prof", "{app}/prices.py"],
    ["{python}", "-m", "cProfile", "-o", "other.prof", "{app}/prices.py"],
]
WAYS = ["original", "other", "marshal0", "marshal1", "marshal2", "marshal3", "marshal4", "added", "stripped"]
RUNS = [
    ("handed_on-%s-{version}.prof" % way, ["{python}", "{app}/hand_on.py", way, "{output}"]) for way in WAYS
] + [
    ("handed_on-original-{version}.prof." + way, ["{python}", "{app}/hand_on.py", way, "{output}"])
    for way in ("gz", "zst")
]
ONCE = {"prices.py:price": 300, "prices.py:total": 30, "prices.py:descend": (12, 1)}
TRUE = {"handed_on-%s-*" % way: ONCE for way in WAYS if way != "added"}
TRUE["handed_on-added-*"] = {"prices.py:price": 600, "prices.py:total": 60, "prices.py:descend": (24, 2)}

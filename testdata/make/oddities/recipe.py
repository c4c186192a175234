"""Files that real profilers write and that surprise: small ones, one surprise each.

    nothing     enable() and disable(): one row, the disable itself
    nosubcalls  enable(subcalls=False): rows, but no callers at all
    nobuiltins  enable(builtins=False): no row of a C function
    milliseconds  Profile(timer) with a timer of another unit: nothing in the file says so
    samelabel   three functions of one file, line and name: cProfile keeps one and loses two;
                the three are called 3, 5 and 7 times, and the file holds one row with one of these
    names       names and files that are markup, control characters, bidi marks, 1000 letters, not ASCII,
                Windows paths, notebook cells: every one is called once by the one before it
    deep        a recursion of 900 levels: descend 900 calls, 1 primitive
    statement   profile.run("main()"): the text of the statement is the name of the root entry
    negative    profile.Profile(bias=...) with a bias far too large: times below zero
"""

PYTHONS = {"3.8": [], "3.11": [], "3.13": [], "3.15": []}
WAYS = ["nothing", "nosubcalls", "nobuiltins", "milliseconds", "samelabel", "names", "deep", "statement", "negative"]
RUNS = [("oddities-%s-{version}.prof" % way, ["{python}", "{app}/odd.py", way, "{output}"]) for way in WAYS]
TRUE = {
    "oddities-nothing-*": {"~:<method 'disable' of '_lsprof.Profiler' objects>": 1},
    "oddities-no[sb]*": {"odd.py:main": 1, "odd.py:leaf": 100},
    "oddities-nosubcalls-*": {"odd.py:main -> odd.py:leaf": 0},
    "oddities-nobuiltins-*": {"~:<built-in method builtins.len>": 0, "odd.py:main -> odd.py:leaf": 100},
    "oddities-milliseconds-*": {"odd.py:leaf": 100},
    "oddities-names-*": {"emoji.py:\U0001f4da": 1, "views.py:list_books": 1},
    "oddities-deep-*": {"odd.py:descend": (900, 1)},
    "oddities-statement-*": {"profile:main()": 1, "odd.py:leaf": 100},
    "oddities-negative-*": {"odd.py:leaf": 100},
}

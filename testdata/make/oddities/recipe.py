"""Files that real profilers write and that surprise: small ones, one surprise each.

    nothing     enable() and disable(): one row, the disable itself
    nosubcalls  Profile(subcalls=False): rows, but no callers at all
    nobuiltins  Profile(builtins=False): no row of a C function
    milliseconds  Profile(timer) with a timer of another unit: nothing in the file says so
    samelabel   three functions of one file, line and name: cProfile keeps one and loses two;
                the three are called 3, 5 and 7 times, and the file holds one row with one of these
    names       names and files that are markup, control characters, bidi marks, 1000 letters, not ASCII,
                Windows paths, notebook cells: every one is called once by the one before it
    deep        a recursion of 900 levels: descend 900 calls, 1 primitive
    statement   profile.run("main()"): the text of the statement is the name of the root entry
    negative    profile.Profile(bias=...) with a bias far too large: times below zero
"""

PYTHONS = {"3.8": [], "3.11": [], "3.13": []}
WAYS = ["nothing", "nosubcalls", "nobuiltins", "milliseconds", "samelabel", "names", "deep", "statement", "negative"]
RUNS = [("oddities-%s-{version}.prof" % way, ["{python}", "{app}/odd.py", way, "{output}"]) for way in WAYS]

"""Record one surprise: odd.py WAY OUTPUT (recipe.py says what each is)."""

import cProfile
import sys
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)  # 3.15 has one for:
import profile  # noqa: E402

NAMES = [
    ("/srv/oddities/caf\u00e9/gr\u00f6\u00dfe.py", "gr\u00f6\u00dfe"),
    ("/srv/oddities/\u66f8\u5e97.py", "\u672c\u3092\u6570\u3048\u308b"),
    ("/srv/oddities/emoji.py", "\U0001f4da"),
    ("/srv/oddities/</script><img src=x onerror=alert(1)>.py", "</title><b>&amp;\"'"),
    ("/srv/oddities/line\nbreak\ttab.py", "a\r\nb\x00c\x1b[31mred"),
    ("/srv/oddities/bidi.py", "\u202egnp.exe\u202c\u2066x\u2069\u200b"),
    ("/srv/oddities/combining.py", "e\u0301a\u030a|`*_[]()"),
    ("/srv/oddities/lone.py", "half\ud83dsurrogate"),
    ("C:\\Users\\Bob Smith\\my shop\\views.py", "list_books"),
    ("c:/Users/Bob Smith\\my shop/views.py", "list_books"),
    ("<ipython-input-3-5f0a2bf1d1a5>", "cell"),
    ("/srv/oddities/ipykernel_123/456789.py", "<cell line: 1>"),
    ("/srv/oddities/spaces and:colons(7).py", "name (with) spaces:12(f)"),
    ("", ""),
    ("/srv/oddities/" + "deep/" * 200 + "x.py", "n" * 1000),
]


def leaf(n):
    return n * n


def main():
    total = 0
    for n in range(100):
        total += leaf(n) + len(range(n))
    return total


def descend(level):
    return 0 if level == 1 else 1 + descend(level - 1)


def chain():
    """One function for each of NAMES; each calls the one before it."""
    function = leaf
    for place, name in NAMES:
        function = renamed(place, name, function)
    return function


def renamed(place, name, callee):
    def step(n):
        return callee(n)

    step.__code__ = step.__code__.replace(co_filename=place, co_name=name, co_firstlineno=7)
    return step


def same_label():
    for calls in (3, 5, 7):
        space = {}
        exec(compile("def same(n):\n    return n + %d\n" % calls, "<generated>", "exec"), space)
        for n in range(calls):
            space["same"](n)


def record(function=None, arguments=(), timer=None, **options):
    profiler = cProfile.Profile(timer) if timer else cProfile.Profile()
    profiler.enable(**options)
    if function:
        function(*arguments)
    profiler.disable()
    return profiler


def milliseconds():
    return time.perf_counter() * 1000


def too_much_bias():
    profiler = profile.Profile(bias=0.001)
    profiler.runcall(main)
    return profiler


WAYS = {
    "nothing": record,
    "nosubcalls": lambda: record(main, subcalls=False),
    "nobuiltins": lambda: record(main, builtins=False),
    "milliseconds": lambda: record(main, timer=milliseconds),
    "samelabel": lambda: record(same_label),
    "names": lambda: record(chain(), [7]),
    "deep": lambda: record(descend, [900]),
    "statement": lambda: profile.Profile().run("main()"),
    "negative": too_much_bias,
}

if __name__ == "__main__":
    WAYS[sys.argv[1]]().dump_stats(sys.argv[2])

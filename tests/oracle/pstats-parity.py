#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--format pstats against the pstats of the Python that runs this, byte for byte.

Every profile below testdata (and of a corpus, if there is one), then random ones. Cases are the product
of table, sort keys, --reverse, --strip-dirs and restrictions; the short form draws some of them, the long
form (NCALLS_LONG=1) takes all and draws anew each time. NCALLS_SEED repeats a run, NCALLS_CORPUS names a folder of more profiles.

What Python cannot load or print is counted and said, never silently left out. Two things are
made equal before bytes are compared: control characters are escaped in Python's output as ncalls escapes
them, and code objects, which have another address in each run, stand at 0x0. Where NaN is sorted by,
Python's order depends on how its sort walks; there the lines are compared as a set.
"""
import gzip
import io
import itertools
import marshal
import math
import os
import pstats
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
import types
from collections import Counter

LONG = os.environ.get("NCALLS_LONG", "0") not in ("", "0")
SEED = int(os.environ.get("NCALLS_SEED", random.SystemRandom().randrange(10**9) if LONG else 1))
RANDOM_FILES = int(os.environ.get("NCALLS_RANDOM", 4000 if LONG else 250))
DRIVER = os.path.join(os.environ["builddir"], "tests", "drive", "pstats")
TESTDATA = os.environ["testdata"]
CORPUS = os.environ.get("NCALLS_CORPUS") or os.path.join(os.environ["srcdir"], "..", "shared", "corpus")

PSTATS_KEYS = [key for key in pstats.Stats.sort_arg_dict_default if key in pstats.Stats().get_sort_arg_defs()]
OWN_KEYS = {"self": "tottime", "primitive": "pcalls", "file": "filename"}
STAND_IN = "\uf8ff"  # for a newline inside a name


# ---- Python's side ------------------------------------------------------------

class Skip(Exception):
    """Python has no answer: why, in a few words."""


def text_of(value):
    """Python 2's names are bytes here."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def plain_key(key):
    return text_of(key[0]), key[1], text_of(key[2])


def crashes(data):
    """Byte code of another version can kill Python: let a child try first."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    try:
        marshal.loads(data)
    except BaseException:
        pass
    os._exit(0)


def on_disk(path):
    """Names are UTF-8 also for a Python that thinks otherwise in the C locale (3.6)."""
    return path.encode("utf-8", "surrogateescape")


def read_stats(path):
    with open(on_disk(path), "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:4] == b"\x28\xb5\x2f\xfd":
        raise Skip("zstd, which this Python does not undo")
    if crashes(data):
        raise Skip("this Python dies of it")
    try:
        stats = marshal.loads(data)
    except Exception as error:
        raise Skip("this Python cannot load it (code objects of another one, or no pstats): " + type(error).__name__)
    if not isinstance(stats, dict):
        raise Skip("no dict")
    return stats


class Loaded:
    """What pstats.Stats takes instead of a file name."""

    def __init__(self, stats):
        self.stats = stats

    def create_stats(self):
        pass


class Sampled(pstats.Stats):
    """A file of profiling.sampling, as 3.15 prints it; Python before 3.15 refuses it."""

    def print_title(self):
        print(" nsamples  tottime persample cumtime persample filename:lineno(function)", file=self.stream)

    def print_call_heading(self, name_size, column_title):
        stream, self.stream = self.stream, io.StringIO()
        super().print_call_heading(name_size, column_title)
        stream.write(self.stream.getvalue().replace("    ncalls  tottime", "    nsamples  tottime"))
        self.stream = stream


def make_one(path):
    stats = read_stats(path)
    kind = Sampled if stats.pop(("__sampled__",), None) else pstats.Stats
    try:
        stats = {plain_key(key): value[:4] + ({plain_key(k): v for k, v in value[4].items()},)
                 for key, value in stats.items()}
        one = kind(Loaded(stats))
    except Exception as error:
        raise Skip("pstats refuses it: " + type(error).__name__)
    one.files = [time.ctime(os.stat(on_disk(path)).st_mtime) + "    " + path.replace("\n", STAND_IN)]
    return one


def make_stats(paths):
    whole = make_one(paths[0])
    for path in paths[1:]:
        try:
            whole.add(make_one(path))
        except TypeError:
            raise Skip("add meets a count and a tuple")
    return whole


def name_at_zero(func, name=pstats.func_std_string):
    if isinstance(func[2], types.CodeType):
        func = func[0], func[1], re.sub(" at 0x[0-9a-fA-F]+, file", " at 0x0, file", str(func[2]))
    return name(func)


pstats.func_std_string = NAME = name_at_zero
TOP = pstats.func_get_function_name


class one_line:
    """While printing, a newline in a name is another character."""

    def __enter__(self):
        pstats.func_std_string = lambda func: NAME(func).replace("\n", STAND_IN)
        pstats.func_get_function_name = lambda func: str(TOP(func)).replace("\n", STAND_IN)

    def __exit__(self, *_):
        pstats.func_std_string = NAME
        pstats.func_get_function_name = TOP


def is_control(code):
    """base/utf8.h says which; here it is written down a second time."""
    return (code < 0x20 or 0x7f <= code <= 0x9f or code in (0xad, 0x61c, 0x180e, 0xfeff, 0x115f, 0x1160, 0x3164, 0xffa0)
            or 0x200b <= code <= 0x200f or 0x2028 <= code <= 0x202e or 0x2060 <= code <= 0x206f
            or 0xfff9 <= code <= 0xfffb or 0xe0000 <= code <= 0xe0fff or code & 0xfffe == 0xfffe)


class Escapes(dict):
    def __missing__(self, code):
        shown = chr(code)
        if code == ord(STAND_IN):
            shown = "\\n"
        elif code in (9, 13):
            shown = "\\t" if code == 9 else "\\r"
        elif 0xd800 <= code <= 0xdfff:
            shown = "\\u%04x" % code
        elif code != 10 and is_control(code):
            shown = "\\x%02x" % code if code < 0x100 else "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code
        self[code] = shown
        return shown


ESCAPES = Escapes()
NOTHING_TO_ESCAPE = re.compile(r"[\n -~]*\Z")


def escape(text):
    return text if NOTHING_TO_ESCAPE.match(text) else text.translate(ESCAPES)


def is_number(text):
    return re.fullmatch(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?", text) and re.search("[0-9]", text)


def as_argument(text):
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if is_number(text) else text


class Source:
    """One or more files as Python sees them; sorted lists are kept, since sorting takes its time."""

    def __init__(self, paths):
        self.paths = paths
        self.made = {}
        self.orders = {}
        self.stats_for(False)

    def stats_for(self, strip):
        if strip not in self.made:
            stats = make_stats(self.paths)
            if strip:
                try:
                    stats.strip_dirs()
                except TypeError:
                    raise Skip("strip_dirs meets a count and a tuple")
            self.made[strip] = stats
        return self.made[strip]

    def order_for(self, case):
        stats, order = self.stats_for(case.strip), (case.strip, case.sort)
        if order not in self.orders:
            try:
                stats.sort_stats(*case.sort)
            except TypeError:
                raise Skip("code objects have no order")
            self.orders[order] = (stats.fcn_list, getattr(stats, "sort_type", ""))
        return self.orders[order]

    def expected(self, case):
        stats = self.stats_for(case.strip)
        if case.table == "stats" and len(stats.top_level) > 1:
            raise Skip("several functions at the top, in the order of a set")
        stats.fcn_list, stats.sort_type = self.order_for(case)
        if case.reverse and stats.fcn_list:
            stats.fcn_list = stats.fcn_list[::-1]
        stats.stream = io.StringIO()
        arguments = [as_argument(r) for r in case.restrictions] + ([case.limit] if case.limit else [])
        try:
            with one_line():
                getattr(stats, "print_" + case.table)(*arguments)
        except KeyError:
            raise Skip("a caller that is counted has no row")
        except TypeError:
            raise Skip("code objects have no order")
        return escape(stats.stream.getvalue())

    def sorts_nan(self, case):
        column = {"tottime": 2, "time": 2, "cumtime": 3, "cumulative": 3}
        rows = self.stats_for(case.strip).stats.values()
        return any(math.isnan(row[column[key]]) for key in case.sort if key in column for row in rows)


# ---- cases ----------------------------------------------------------------------

class Case:
    def __init__(self, source, table, sort=(), reverse=False, strip=False, restrictions=(), limit=0, own=()):
        self.source, self.table, self.sort, self.reverse = source, table, tuple(sort), reverse
        self.strip, self.restrictions, self.limit = strip, tuple(restrictions), limit
        self.own = own or self.sort  # the same keys by ncalls' names

    def job(self):
        fields = ["file=" + path for path in self.source.paths] + ["table=" + self.table]
        fields += ["sort=" + key for key in self.own] + ["restrict=" + r for r in self.restrictions]
        fields += ["reverse"] * self.reverse + ["strip"] * self.strip + ["limit=%d" % self.limit] * (self.limit > 0)
        return "\x1f".join(fields)

    def command(self):
        words = ["ncalls", "report"] + self.source.paths + ["--format=pstats"] + ["--sort=" + key for key in self.own]
        words += ["--reverse"] * self.reverse + ["--strip-dirs"] * self.strip
        words += ["--restrict=" + r for r in self.restrictions] + ["--limit=%d" % self.limit] * (self.limit > 0)
        return words + ["--" + self.table] * (self.table != "stats")

    def __str__(self):
        return " ".join(map(shlex.quote, self.command()))


TABLES = ("stats", "callers", "callees")
PATTERNS = [r"\.py", r"__init__", r"^\{", r"method", r"[a-f]+\d", r"(?i)DJANGO|Json", r"\(<?\w+>?\)$", r"site-packages",
            r"nothing_like_this", r"", r".", r"(", r"*", r"[z-a]", r"\bsort\b", r"\Z", r"e{,2}x", r"\u0028", r"lib.*:1",
            r"it's", "it's \"so\"", "caf\xe9", "\u200b|x", "a\tb|c", r"\\", r"(?P<a>.)(?P=a)", r"^.{60,}$", r"\d\d\(",
            r"[]{,2}]", r"caf.\)", "\U0001f40d", r"\w\w\w\w", r"(?s)o.l", r"(a|b)*$", r"[^]a]z"]
COUNTS = ["0", "1", "5", "+7", "010", "20", "-3", "1000000", "99999999999999999999"]
FRACTIONS = ["0.0", "0.1", ".5", "0.25", "1.0", "0.999", "1e-3", "0.3333333333333333", "1e-05", "0.00012", "-0.0", "1e0"]


def draw_restrictions(rng):
    if rng.random() < 0.3:
        return []
    pools = [PATTERNS, COUNTS, FRACTIONS, [repr(rng.random())]]
    return [rng.choice(rng.choice(pools)) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]


def draw_sort(rng):
    return [rng.choice(PSTATS_KEYS) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]


def draw_case(rng, source):
    return Case(source, rng.choice(TABLES), draw_sort(rng), rng.random() < 0.4, rng.random() < 0.4,
                draw_restrictions(rng), rng.choice((0, 0, 0, 1, 3, 20)))


def all_cases(rng, source):
    """Every key, both directions, with and without directories, every table; every restriction."""
    sorts = [()] + [(key,) for key in PSTATS_KEYS] + [tuple(draw_sort(rng)) for _ in range(6)]
    for strip, sort, reverse, table in itertools.product((False, True), sorts, (False, True), TABLES):
        yield Case(source, table, sort, reverse, strip, draw_restrictions(rng))
    for restriction in PATTERNS + COUNTS + FRACTIONS:
        yield Case(source, rng.choice(TABLES), draw_sort(rng), False, rng.random() < 0.5, [restriction])
    for own, name in OWN_KEYS.items():
        yield Case(source, "stats", [name], own=[own])
    for strip, table in itertools.product((False, True), TABLES):
        yield Case(source, table, ["tottime"], False, strip, limit=20)
        yield Case(source, table, [], False, strip)


def some_cases(rng, source):
    """Each table of each file; keys and restrictions turn up over all files."""
    for table in TABLES:
        yield Case(source, table, strip=rng.random() < 0.5)
    for _ in range(7):
        yield draw_case(rng, source)


# ---- random profiles --------------------------------------------------------------

WORDS = ["f", "main", "<module>", "<lambda>", "__init__", "<listcomp>", "run", "caf\xe9", "\u6570", "\U0001f40d", "a b",
         "x\ty", "two\nlines", "\x1b[31mred", "\u202eevil", "\udce9", "<", ">", "<>", "<built-in method len>", "", "{x}",
         "<method 'sort' of 'list' objects>", "a|b", "100%", "%s", "nul\0here", "\u2028", "\x7f", "\x85", "<b>", "it's",
         "\uffff", "\ue000", "\ud800\udc00", "profiler"]
FILES = ["a.py", "/srv/app/a.py", "/srv/lib/a.py", "b.py", "/b.py", "/x/b.py/", "", "~", "<string>", "C:\\x\\a.py",
         "/\xe9/\u6570.py", "/srv/app/__init__.py", "/srv/lib/__init__.py", "two\n/lines.py", "jprofile", "//c.py", "/"]
TIMES = [0.0, 0.001, 0.0005, 0.0015, 0.0625, 0.1875, 1.0, 123.456, 99999.9995, 1e-9, 0.25]
ODD_TIMES = [float("nan"), float("inf"), float("-inf"), -0.001, -5.0, -0.0004, 1e22, 1e300, 1e12, 999999999999.9996, 5e-324]


def draw_time(rng, odd):
    if rng.random() < odd:
        return rng.choice(ODD_TIMES)
    return rng.choice((rng.choice(TIMES), rng.random() * 10 ** rng.randrange(-6, 4), rng.randrange(10**9) / 1e9,
                       rng.randrange(3), rng.randrange(4000) / 2000))


def draw_key(rng):
    if rng.random() < 0.3:
        return "~", 0, rng.choice(WORDS)
    return rng.choice(FILES), rng.choice((0, 1, 1, 2, 10, 9, 100000, -1)), rng.choice(WORDS)


def draw_calls(rng):
    calls = rng.choice((0, 1, 1, 2, 3, 7, 1000, 10**6, 10**12, rng.randrange(10**5)))
    return (calls, calls) if rng.random() < 0.6 else (rng.randrange(calls + 1), calls)


def draw_profile(rng):
    keys = sorted({draw_key(rng) for _ in range(rng.choice((1, 2, 5, 12, 40)))})
    rng.shuffle(keys)
    counts = rng.choice((0, 0, 1, 0.5))  # how many callers are plain ints
    odd = rng.choice((0, 0, 0, 0.15))
    strangers = 0 if counts else rng.choice((0, 0.2))
    stats = {}
    for key in keys:
        callers = {}
        for _ in range(rng.choice((0, 1, 1, 2, 6))):
            caller = draw_key(rng) if rng.random() < strangers else rng.choice(keys)
            if rng.random() < 0.01 and not counts:
                caller = ("jprofile", 0, "profiler")
            primitive, calls = draw_calls(rng)
            callers[caller] = (calls if rng.random() < counts
                               else (calls, primitive, draw_time(rng, odd), draw_time(rng, odd)))
        primitive, calls = draw_calls(rng)
        stats[key] = (primitive, calls, draw_time(rng, odd), draw_time(rng, odd), callers)
    return stats


def write_profile(rng, path, stats):
    with open(on_disk(path), "wb") as file:
        file.write(marshal.dumps(stats, rng.randrange(marshal.version + 1)))
    os.utime(on_disk(path), (rng.randrange(1, 2**32),) * 2)


# ---- the comparison ------------------------------------------------------------------

class Comparison:
    def __init__(self):
        self.driver = subprocess.Popen([DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.compared, self.loose, self.skipped = 0, 0, Counter()
        self.mismatches = []

    def ask(self, case):
        self.driver.stdin.write(case.job().encode("utf-8", "surrogateescape") + b"\n")
        self.driver.stdin.flush()
        head = self.driver.stdout.readline().split()
        if len(head) != 2:
            print("not ok 1 - the driver ended at: %s" % case)
            sys.exit(1)
        return int(head[0]), self.driver.stdout.read(int(head[1])).decode("utf-8", "backslashreplace")

    def run(self, case):
        command = [os.environ["ncalls"].encode()] + [on_disk(word) for word in case.command()[1:]]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        return done.returncode, (done.stdout or done.stderr).decode("utf-8", "backslashreplace")

    def compare(self, case, ask=None):
        try:
            expected = case.source.expected(case)
        except Skip as reason:
            self.skipped[str(reason)] += 1
            return
        status, printed = (ask or self.ask)(case)
        self.compared += 1
        if status:
            self.mismatches.append((case, "fails: " + printed, expected))
            return
        if expected == printed:
            return
        if case.source.sorts_nan(case):
            self.loose += 1
            if case.table != "stats" or sorted(expected.splitlines()) == sorted(printed.splitlines()):
                return
            if (case.limit or case.restrictions) and len(expected.splitlines()) == len(printed.splitlines()):
                return
        self.mismatches.append((case, printed, expected))

    def close(self):
        self.driver.stdin.close()
        return self.driver.wait()


def first_difference(printed, expected):
    a, b = printed.split("\n"), expected.split("\n")
    for number, (x, y) in enumerate(zip(a, b), 1):
        if x != y:
            return ["line %d" % number, "  ncalls: %s" % x.encode("ascii", "backslashreplace").decode(),
                    "  Python: %s" % y.encode("ascii", "backslashreplace").decode()]
    return ["ncalls prints %d lines, Python %d" % (len(a), len(b))]


class Tap:
    """A test point for all cases between two calls."""

    def __init__(self, comparison):
        self.comparison, self.number, self.failed = comparison, 0, 0
        self.mark()

    def mark(self):
        self.compared, self.differed = self.comparison.compared, len(self.comparison.mismatches)
        self.skipped = self.comparison.skipped.copy()

    def report(self, what):
        mismatches = self.comparison.mismatches[self.differed:]
        self.number += 1
        self.failed += bool(mismatches)
        print("%s %d - %s: %d outputs are Python's, byte for byte"
              % ("not ok" if mismatches else "ok", self.number, what,
                 self.comparison.compared - self.compared - len(mismatches)))
        for case, printed, expected in mismatches[:10]:
            print("# " + str(case).encode("ascii", "backslashreplace").decode())
            for line in first_difference(printed, expected):
                print("#   " + line)
        if len(mismatches) > 10:
            print("# and %d more" % (len(mismatches) - 10))
        for reason, count in (self.comparison.skipped - self.skipped).most_common():
            print("# not compared: %d x %s" % (count, reason))
        sys.stdout.flush()
        self.mark()


def find_profiles(folder):
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                head = file.read(2)
            if head[:1] in (b"{", b"\xfb") or head == b"\x1f\x8b" or name.endswith((".prof", ".pstat", ".pstats", ".zst")):
                yield path


def compare_file(comparison, rng, path):
    try:
        source = Source([path])
    except Skip as reason:
        comparison.skipped["file: " + str(reason)] += 1
        return
    for case in all_cases(rng, source) if LONG else some_cases(rng, source):
        comparison.compare(case)


def compare_sums(comparison, rng, paths, count):
    for _ in range(count):
        try:
            source = Source([rng.choice(paths) for _ in range(rng.choice((2, 2, 3, 5)))])
        except Skip as reason:
            comparison.skipped["files: " + str(reason)] += 1
            continue
        for _ in range(6):
            comparison.compare(draw_case(rng, source))


def compare_random(comparison, rng, folder):
    paths = []
    for number in range(RANDOM_FILES):
        paths.append(os.path.join(folder, rng.choice(("r%d.prof", "\xe9 %d", "a\x1bb%d.prof")) % number))
        write_profile(rng, paths[-1], draw_profile(rng))
        source = Source([paths[-1]])
        for _ in range(12 if LONG else 8):
            comparison.compare(draw_case(rng, source))
    return paths


def compare_program(comparison, rng, paths):
    """What lies between the command line and the writer."""
    for number in range(300 if LONG else 30):
        try:
            source = Source([rng.choice(paths) for _ in range(rng.choice((1, 1, 2)))])
        except Skip:
            continue
        comparison.compare(draw_case(rng, source), comparison.run)


def main():
    rng = random.Random(SEED)
    comparison = Comparison()
    tap = Tap(comparison)
    print("# Python %s, seed %d (NCALLS_SEED=%d repeats this run)" % (sys.version.split()[0], SEED, SEED))
    paths = list(find_profiles(TESTDATA))
    for path in paths:
        compare_file(comparison, rng, path)
    tap.report("%d files of testdata" % len(paths))
    if os.path.isdir(CORPUS):
        more = list(find_profiles(CORPUS))
        for path in more:
            compare_file(comparison, rng, path)
        tap.report("%d files of the corpus" % len(more))
    else:
        tap.number += 1
        print("ok %d - files of the corpus # SKIP there is none beside the sources" % tap.number)
    compare_sums(comparison, rng, paths, 200 if LONG else 15)
    tap.report("several files of testdata added up")
    with tempfile.TemporaryDirectory() as folder:
        paths = compare_random(comparison, rng, folder)
        tap.report("%d random profiles" % len(paths))
        compare_sums(comparison, rng, paths, RANDOM_FILES // 4)
        tap.report("random profiles added up")
    compare_program(comparison, rng, list(find_profiles(TESTDATA)))
    tap.report("the program itself instead of the library")
    ended = comparison.close()
    tap.number += 1
    print("%s %d - the driver ends well" % ("not ok" if ended else "ok", tap.number))
    print("# %d outputs compared, %d differ; %d more have another order of NaN"
          % (comparison.compared, len(comparison.mismatches), comparison.loose))
    print("1..%d" % tap.number)
    return 1 if tap.failed or ended else 0


if __name__ == "__main__":
    sys.exit(main())

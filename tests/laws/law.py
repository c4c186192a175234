# SPDX-License-Identifier: MIT
"""What the laws share: TAP, the program, inputs. (Not executable: no law.)"""
import marshal
import os
import subprocess
import tempfile

NCALLS = os.environ["ncalls"]
SRCDIR = os.environ["srcdir"]
TESTDATA = os.environ["testdata"]
SMALL = os.path.join(TESTDATA, "pstats", "fib-memo-3.13.prof")
LARGE = os.path.join(TESTDATA, "pstats", "django_shop-slow-3.13.prof")

_count = 0


def check(name, problems):
    """One test; `problems` is a list of lines, empty if it holds."""
    global _count
    _count += 1
    print(("not ok" if problems else "ok"), _count, "-", name)
    for line in list(problems)[:20]:
        print("#  ", str(line).encode("ascii", "backslashreplace").decode())


def skip(name, why):
    global _count
    _count += 1
    print("ok", _count, "-", name, "# SKIP", why)


def has_terminals():
    """Some containers give out no pseudo-terminals."""
    try:
        for end in os.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def done():
    print(f"1..{_count}", flush=True)


def environment(**changes):
    """This one without what changes output; None takes a variable away."""
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM", "LANG")}
    for name, value in changes.items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env


def run(*words, timeout=60, **more):
    """The finished process, with stdout and stderr as bytes."""
    more.setdefault("stdin", subprocess.DEVNULL)
    if "input" in more:
        del more["stdin"]
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    more.setdefault("env", environment())
    return subprocess.run([NCALLS, *words], timeout=timeout, **more)


def wrong_message(stderr, *words):
    """Why this is not one line that says what is wrong with the words."""
    lines = stderr.split(b"\n")
    if len(lines) != 2 or lines[1] or not lines[0].startswith(b"ncalls: "):
        return [f"not one line: {stderr[:300]!r}"]
    if len(stderr) >= 300:
        return [f"{len(stderr)} bytes: {stderr!r}"]
    return [f"no {word!r} in {stderr!r}" for word in words if word.encode() not in stderr]


def names(kind):
    """The names in one of the tables of `ncalls formats`: Reads or Writes."""
    table, found = "", []
    for line in run("formats").stdout.decode().splitlines():
        if line.startswith("  "):
            if table == kind:
                found.append(line.split()[0])
        elif line:
            table = line.split()[0]
    return found


def formats():
    return names("Writes")


def profile(path, functions, fan=3):
    """Writes a pstats file with so many functions."""
    def key(i):
        return (f"/srv/app/module_{i % 97}.py", i, f"function_{i}")
    stats = {}
    for i in range(functions):
        callers = {key((i * 7 + j) % functions): (2, 2, 0.0005, 0.001) for j in range(fan)}
        stats[key(i)] = (2 * fan, 2 * fan, 0.001, 0.002, callers)
    with open(path, "wb") as out:
        marshal.dump(stats, out)
    return path


def scratch():
    return tempfile.TemporaryDirectory(prefix="ncalls-law-")

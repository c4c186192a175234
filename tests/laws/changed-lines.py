#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--changed-lines: whatever way git writes a diff, the findings of the functions that were changed stay, on lines
that were added; --root: paths become those of the repository, wherever the profile was made."""
import json
import marshal
import os
import shutil
import subprocess

import law

EXECUTE = ("~", 0, "<method 'execute' of 'sqlite3.Cursor' objects>")
COUNT = 3 # functions of each
FILES = ["shop/views.py", "shop/my file.py", "shop/größe.py", 'shop/q"uote.py', "shop/tab\there.py", "other.py"]
SOURCE = "".join(f"def f{i}(db):\n    a = {i}\n    for i in range(9):\n        db.execute('select')\n    return a\n\n\n"
                 for i in range(COUNT))


def line_of(number):
    return 7 * number + 1


def write(path, root, files=FILES):
    """Each f of each file runs a hundred queries."""
    callers, stats = {}, {}
    for file in files:
        for i in range(COUNT):
            key = (os.path.join(root, file) if root else file, line_of(i), f"f{i}")
            callers[key] = (100, 100, 1.0, 1.0)
            stats[key] = (1, 1, 0.001, 1.001, {})
    stats[EXECUTE] = (100 * len(callers), 100 * len(callers), 1.0 * len(callers), 1.0 * len(callers), callers)
    with open(path, "wb") as out:
        marshal.dump(stats, out)


def git(folder, *words):
    env = law.environment(HOME=folder, GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "core.autocrlf=false",
                           *words], cwd=folder, env=env, stdout=subprocess.PIPE, check=True).stdout


def found(profile, diff, *words, cwd=None):
    """{(path, function, line)}; a sentence where it failed."""
    got = law.run("findings", profile, "--changed-lines", "-", "-f", "rdjsonl", *words, input=diff, cwd=cwd)
    if got.returncode:
        return got.stderr.decode()
    rows = [json.loads(line) for line in got.stdout.decode().splitlines()]
    return {(r["location"]["path"].replace("\\t", "\t"), r["message"].split(" ")[0], r["location"]["range"]["start"]["line"]) for r in rows}


def edit(folder, file, old, new):
    path = os.path.join(folder, file)
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    assert old in text
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text.replace(old, new, 1))


def make(folder):
    """A repository, in which f1 of each file but the last was changed, and a line taken out of f3 of that."""
    os.makedirs(os.path.join(folder, "shop"))
    git(folder, "init", "-q", "-b", "main")
    for file in FILES:
        with open(os.path.join(folder, file), "w", encoding="utf-8", newline="") as out:
            out.write(SOURCE.replace("\n", "\r\n") if "tab" in file else SOURCE)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    for file in FILES[:-1]:
        edit(folder, file, "    a = 1", "    a = 10")
    edit(folder, FILES[-1], "    a = 2\n", "")
    return {(file, "f1", line_of(1) + 1) for file in FILES[:-1]} | {(FILES[-1], "f2", line_of(2))}


def check_ways(folder, profile, want):
    ways = [[], ["-U0"], ["-U1"], ["-U9"], ["--no-prefix"], ["--minimal"], ["--src-prefix=i/", "--dst-prefix=w/"],
            ["--function-context"], ["--stat", "-p"], ["--full-index", "--binary"]]
    problems = []
    for way in ways:
        for option in ["-c", "core.quotePath=true"], ["-c", "core.quotePath=false"]:
            got = found(profile, git(folder, *option, "diff", *way), cwd=folder)
            if got != want:
                problems.append(f"git diff {way} {option}: {got}")
    diff = git(folder, "diff")
    for what, other in ("with CRLF", diff.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")), ("without its last newline",
                                                                                        diff.rstrip(b"\n")):
        if found(profile, other, cwd=folder) != want:
            problems.append(f"{what}: {found(profile, other, cwd=folder)}")
    if shutil.which("diff") and found(profile, b"", cwd=folder) != set():
        problems.append("no change: something is left")
    law.check(f"of {COUNT * len(FILES)} findings those of the {len(want)} changed functions stay, by any diff of git's",
              problems)


def check_renames(folder, profile, want):
    git(folder, "mv", "shop/views.py", "shop/pages.py")
    git(folder, "rm", "-qf", "shop/my file.py")
    git(folder, "add", "-A")
    moved = {("shop/pages.py", *rest) if path == "shop/views.py" else (path, *rest) for path, *rest in want
             if path != "shop/my file.py"}
    write(profile, folder, [file.replace("views", "pages") for file in FILES if file != "shop/my file.py"])
    problems = []
    for way in ["-M"], ["-M", "-U0"], ["-C"]:
        got = found(profile, git(folder, "diff", "HEAD", *way), cwd=folder)
        if got != moved:
            problems.append(f"git diff {way}: {got}")
    got = found(profile, git(folder, "diff", "HEAD", "--no-renames"), cwd=folder)
    if not isinstance(got, set) or {r for r in got if r[0] == "shop/pages.py"} != {
            ("shop/pages.py", f"f{i}", line_of(i) + 3) for i in range(COUNT)}:
        problems.append(f"a new file: {got}")
    law.check("renamed, removed and new files", problems)


def check_refusals(folder, profile, diff):
    problems = []
    cases = {b"\x1b[1mdiff --git a/x b/x": "coloured", b"@@@ -1 -1 +1 @@@\n": "several old sides",
             b"nothing of the kind\n": "no unified diff", b"\xff\xfe\0": "no unified diff"}
    for text, words in cases.items():
        got = law.run("findings", profile, "--changed-lines", "-", input=text)
        problems += law.wrong_message(got.stderr, words) + ([] if got.returncode == 2 else [f"status {got.returncode}"])
    for words in (["-", "--changed-lines", "-"], [profile, "--changed-lines", "/nowhere/x.diff"],
                  [profile, "--root", ".", "--path-prefix", "/srv"], [profile, "--root", ""]):
        got = law.run("findings", *words, input=diff)
        problems += law.wrong_message(got.stderr) + ([] if got.returncode == 2 else [f"{words}: {got.returncode}"])
    ends = range(0, len(diff), 1 if law.os.environ.get("NCALLS_LONG") else 61)
    for end in ends:
        got = law.run("findings", profile, "--changed-lines", "-", "-f", "gcc", input=diff[:end], cwd=folder)
        if got.returncode not in (0, 2) or (got.returncode == 2 and law.wrong_message(got.stderr)):
            problems.append(f"cut at {end}: {got.returncode} {got.stderr[:200]}")
    law.check("what is no diff, or a part of one, is a sentence or a diff", problems)


def check_roots(folder, scratch):
    profile = os.path.join(scratch, "rooted.prof")
    problems = []
    link = os.path.join(scratch, "link")
    os.symlink(folder, link)
    for made, words, cwd in ((folder, ["--root", folder], scratch), (folder, ["--root", "."], folder),
                             (folder, ["--root", link], scratch), ("/app", ["--root", folder], scratch),
                             ("/builds/team/x", ["--root", folder + "/"], scratch), ("D:/src/x", ["--root", "."], folder),
                             ("", ["--root", "."], folder), ("/srv/nowhere", ["--root", "/srv/nowhere"], folder)):
        write(profile, made, [file for file in FILES if "shop" not in file or "views" in file])
        got = law.run("findings", profile, "-f", "rdjsonl", *words, cwd=cwd)
        paths = {json.loads(line)["location"]["path"] for line in got.stdout.decode().splitlines()}
        if paths != {"shop/views.py", "other.py"} or got.returncode or got.stderr:
            problems.append(f"{made} {words}: {paths} {got.stderr}")
    write(profile, "/somewhere", ["nobody/knows.py"])
    got = law.run("findings", profile, "-f", "rdjsonl", "--root", folder)
    problems += law.wrong_message(got.stderr, "--root") + ([] if got.returncode == 0 else ["status"])
    law.check("--root: paths of this machine, a link, a container, another system, relative ones", problems)


SOURCES = { # what the file has: the line of the finding of f, which the profile has in line 2
    "a plain function": ("\ndef f(db):\n    db.execute(1)\n", 3),
    "CRLF": ("\r\ndef f(db):\r\n    db.execute(1)\r\n", 3),
    "tabs": ("\ndef f(db):\n\tfor i in db:\n\t\tdb.execute(i)\n", 4),
    "decorators": ("\n@a(\n    1)\n@b\nasync def f(db):\n    db.execute(1)\n", 6),
    "the loop before the first": ("\ndef f(db):\n    db.execute(0)\n    for i in db:\n        db.execute(i)\n", 5),
    "a comprehension": ("\ndef f(db):\n    db.execute(0)\n    return [\n        db.execute(i)\n        for i in db]\n", 5),
    "not in a string or comment": ("\ndef f(db):\n    \"\"\"db.execute(1)\n  db.execute(2)\n\"\"\"\n    # db.execute(3)\n"
                                   "    db.execute(4)\n", 7),
    "brackets at the margin": ("\ndef f(\n  db\n):\n    x = [\n1\n]\n    db.execute(1)\n", 8),
    "on one line": ("\ndef f(db): db.execute(1)\n", 2),
    "not of the next function": ("\ndef f(db):\n    pass\ndef g(db):\n    db.execute(1)\n", 2),
    "another version": ("\n\ndef f(db):\n    db.execute(1)\n", 2),
    "another function": ("\ndef g(db):\n    db.execute(1)\n", 2),
    "no Python": ("\0\1\2" * 100, 2),
    "too few lines": ("x", 2),
    "a quote that does not end": ("\ndef f(db):\n    \'\'\'" + "x\n" * 9, 2),
    "empty": ("", 2),
}


def check_sources(scratch):
    folder, profile = os.path.join(os.path.realpath(scratch), "sources"), os.path.join(scratch, "sources.prof")
    path = os.path.join(folder, "x.py")
    os.mkdir(folder)
    with open(profile, "wb") as out:
        key = (path, 2, "f")
        marshal.dump({key: (1, 1, 0.1, 1.1, {}), EXECUTE: (100, 100, 1.0, 1.0, {key: (100, 100, 1.0, 1.0)})}, out)
    problems = []

    def ask(what, want):
        got = law.run("findings", profile, "--root", folder, "-f", "gcc")
        line = got.stdout.decode().split(":")[:2]
        if got.returncode or line != ["x.py", str(want)]:
            problems.append(f"{what}: {line}, not {want}; {got.stderr}")
    for what, (text, want) in SOURCES.items():
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        ask(what, want)
    os.remove(path)
    ask("no file", 2)
    os.mkfifo(path)
    ask("a pipe", 2)
    os.remove(path)
    os.mkdir(path)
    ask("a directory", 2)
    os.rmdir(path)
    with open(path, "w", encoding="utf-8") as out:
        out.write("\ndef f(db):\n    db.execute(1)\n" + "#" * (9 << 20))
    ask("what nobody wrote", 2)
    law.check("the call is found in sources as people write them; else the function's first line is the place", problems)


def check_many(scratch):
    """Of one rule 20 findings are enough, but not where only those of one function are kept."""
    profile, diff = os.path.join(scratch, "many.prof"), b"--- a/z9.py\n+++ b/z9.py\n@@ -2,0 +3 @@\n+x\n"
    write(profile, "/srv", [f"{c}{i}.py" for c in "az" for i in range(10)])
    got = found(profile, diff, "--path-prefix", "/srv")
    law.check("a change is found among 60 findings of one rule", [] if got == {("z9.py", "f0", 3)} else [got])


def main():
    if not shutil.which("git"):
        law.skip("--changed-lines and --root", "git is not installed")
        law.done()
        return
    with law.scratch() as scratch:
        folder, profile = os.path.join(scratch, "repo"), os.path.join(scratch, "app.prof")
        folder = os.path.join(os.path.realpath(scratch), "repo")
        want = make(folder)
        write(profile, folder)
        check_ways(folder, profile, want)
        check_refusals(folder, profile, git(folder, "diff"))
        check_roots(folder, scratch)
        check_many(scratch)
        check_sources(scratch)
        check_renames(folder, profile, want)
    law.done()


main()

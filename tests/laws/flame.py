#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Flame graphs of all of testdata: sound XML, children within their parents, the figures
of the report, the same bytes again; and of stacks a million frames deep, something sane."""
import json
import os
import random
import re
import statistics
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

SVG = "{http://www.w3.org/2000/svg}"
WHOLE = 10_000_000  # what data-b and data-w are parts of
NEAR = 2            # they are rounded down


def draw(path, *more):
    result = tap.run("flame", *more, path)
    assert result.returncode == 0, result.stderr
    return result.stdout


def frames(svg):
    """(row, begin, width, title, is one frame), row 0 first; rows count from the root."""
    found = []
    for group in xml.etree.ElementTree.fromstring(svg).iter(SVG + "g"):
        if (group.get("class") or "").split()[:1] != ["f"]:
            continue
        found.append((float(group.find(SVG + "rect").get("y")), int(group.get("data-b")), int(group.get("data-w")),
                      group.find(SVG + "title").text, group.get("class") == "f"))
    rows = {y: row for row, y in enumerate(sorted({row[0] for row in found}, reverse=True))}
    return sorted((rows[y], *rest) for y, *rest in found)


def lost(found):
    """Frames that do not lie within one of the row below, or overlap in their row."""
    rows = {}
    for row, begin, width, title, _ in found:
        rows.setdefault(row, []).append((begin, begin + width, title))
    for row, boxes in rows.items():
        below = iter(rows.get(row - 1, [(0, WHOLE, "")]))
        parent, end = next(below), 0
        for left, right, title in boxes:
            while parent[1] + NEAR < right:
                parent = next(below, (WHOLE, 2 * WHOLE, ""))
            if left < parent[0] - NEAR or left < end - NEAR or right < left:
                yield f"row {row}: {title} at {left}..{right}, below it {parent}, before it {end}"
            end = right


def outermost(found):
    """{(name, line): width}, each frame once however deep it recurs; None where some of
    it is an estimate."""
    sums, open_ = {}, []
    for begin, row, width, title, single in sorted((b, r, w, t, s) for r, b, w, t, s in found):
        while open_ and open_[-1][0] >= row:
            open_.pop()
        match = re.match(r"~?(.*) \([^()]*?(?::(\d+))?\)$", title.split(" · ")[0])
        key = (match[1], int(match[2] or 0)) if match and single else None
        if title.startswith("~"):
            sums[key] = None
        elif key and all(key != other for _, other in open_) and sums.get(key, 0) is not None:
            sums[key] = sums.get(key, 0) + width
        open_.append((row, key))
    return sums


def below_recursion(document):
    """Functions that recursive ones call, directly or not. Of those some calls are in no frame: a
    profile does not tell at which level they were."""
    callees, rows = {}, {row["id"]: row for row in document["functions"]}
    for edge in document.get("edges", ()):
        callees.setdefault(edge["caller"], []).append(edge["callee"])
    todo = [f for f, row in rows.items() if row["file"] and row.get("calls") != row.get("primitive", row.get("calls"))]
    below = set(todo)
    while todo:
        for callee in callees.get(todo.pop(), ()):
            if callee not in below:
                below.add(callee)
                todo.append(callee)
    return {(rows[f]["name"], rows[f].get("line", 0)) for f in below}


def shares(document):
    """{(name, line): share in ten-millionths} of what is there once by that name and line."""
    whole, found, seen = document["totals"]["self"], {}, set()
    for row in document["functions"]:
        key = row["name"], row.get("line", 0)
        if key not in seen and row.get("total", 0) > 0 and row["file"]:
            found[key] = row["total"] * WHOLE // whole
        elif key in seen:
            found.pop(key, None)
        seen.add(key)
    return found


def wrong_shares(found, path):
    """Where a profile contradicts itself, its roots are not what its functions add up to:
    the picture shows the roots, and all shares differ by the same factor."""
    document = json.loads(tap.run("report", "--format", "json", path).stdout)
    drawn, reported, below = outermost(found), shares(document), below_recursion(document)
    keys = [key for key in reported if drawn.get(key) and reported[key] < 2 * WHOLE] # more than all is a slip of its tool
    factor = statistics.median(drawn[key] / reported[key] for key in keys) if keys else 1
    for key in keys:
        wrong = drawn[key] - reported[key] * factor
        if (max(wrong, 0) if key in below else abs(wrong)) > 3 + len(found) + reported[key] / 10000:
            yield f"{key}: {drawn[key]} was drawn, {reported[key]} is reported, the factor is {factor}"


def check(path, name):
    svg = draw(path, "--min-share", "0.00001")
    found = frames(svg)
    if not found:
        tap.ok(b"There is nothing to draw" in svg, f"{name}: nothing to draw, and that is said")
        return
    problems = list(lost(found))
    tap.ok(found[0][:3] == (0, 0, WHOLE) and not problems, f"{name}: {len(found)} frames within their parents",
           found[0], *problems[:5])
    problems = list(wrong_shares(found, path))
    if problems and b"several threads were recorded" in tap.run("report", path).stdout:
        tap.skip(f"{name}: exact shares are those of the report", "its callers are not what happened")
        return
    tap.ok(not problems, f"{name}: exact shares are those of the report", *problems[:5])


def widths(was, is_, path=()):
    """What a frame of a difference is as wide as, {path: (before, now, width)}: the greater of
    what each side has of its own, and its children."""
    found, total = {}, 0
    deeper = [p for stacks in (was, is_) for p in stacks if p[:len(path)] == path and len(p) > len(path)]
    for name in sorted({p[len(path)] for p in deeper}):
        below, width = widths(was, is_, path + (name,))
        found.update(below)
        total += width
    total += max(was.get(path, 0), is_.get(path, 0))
    found[path] = *(sum(n for p, n in stacks.items() if p[:len(path)] == path) for stacks in (was, is_)), total
    return found, total


def check_difference(folder):
    """Stacks at random, against sums of Python's own."""
    chance = random.Random(6)
    sides, names = [], [os.path.join(folder, name) for name in ("before.txt", "now.txt")]
    for name in names:
        stacks = {}
        for _ in range(40):
            path = tuple(chance.choice("abc") + str(depth) for depth in range(chance.randint(1, 5)))
            stacks[path] = stacks.get(path, 0) + chance.randint(1, 90)
        stacks["a0",] = stacks.get(("a0",), 0) + 9000 - sum(stacks.values()) # equal sums are not scaled
        sides.append(stacks)
        with open(name, "w") as out:
            out.writelines("%s %d\n" % (";".join(path), cost) for path, cost in stacks.items())
    wanted, whole = widths(*sides)
    found = frames(draw(names[1], "--base", names[0], "--min-share", "0.0001"))
    open_, drawn, problems = [], {}, list(lost(found))
    for begin, row, width, title, _ in sorted((b, r, w, t, s) for r, b, w, t, s in found):
        del open_[row:]
        open_.append((title.split(" · ")[0],))
        drawn[tuple(name for name, in open_[1:])] = width, title
    for path in wanted.keys() | drawn.keys():
        if path not in wanted or path not in drawn:
            problems.append(f"{path} is in one only")
            continue
        (was, is_, width), (got, title) = wanted[path], drawn[path]
        said = f" {was:,} → {is_:,} ({'+' if was < is_ else '−'}{abs(is_ - was):,})" if was != is_ else f" {was:,}"
        fate = "" if was and is_ else " · added" if is_ else " · removed"
        if abs(got - width * WHOLE // whole) > NEAR or not re.search(
                rf"^\w+{fate} ·{re.escape(said)}( ·|$)", title):
            problems.append(f"{path} is {width} wide, {fate}{said}; drawn {got * whole / WHOLE}, {title}")
    tap.ok(not problems and len(wanted) > 40, f"a difference of {len(wanted)} paths", *problems[:5])
    found = frames(draw(names[1], "--base", names[1]))
    tap.ok(not any(word in title for *_, title, _ in found for word in ("added", "removed", "→")),
           "a profile and itself have no difference")


def check_again(paths):
    for path, name in paths:
        tap.ok(draw(path) == draw(path), f"{name}: the same bytes again")


def check_deep(folder):
    path = os.path.join(folder, "deep.txt")
    with open(path, "w") as out:
        out.write(";".join(["f", "g"] * 500_000) + " 5\na;b 3\n")
    for more in [], ["--inverted"]:
        found = frames(draw(path, *more))
        tap.ok(1000 <= max(row for row, *_ in found) <= 1001, f"a million frames deep {' '.join(more)}: 1000 are drawn",
               len(found))
    result = tap.run("tree", "--depth", "5", path)
    tap.ok(result.returncode == 0 and b"what lies deeper than 5" in result.stdout, "a million frames deep: a tree",
           result.stderr)


def main():
    profiles = list(tap.profiles())
    for path, name in profiles:
        check(path, name)
    check_again(profiles[::20])
    with tempfile.TemporaryDirectory() as folder:
        check_deep(folder)
        check_difference(folder)
    tap.done()


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Call graphs of all of testdata: valid XML, the same bytes twice, nothing on top
of anything else, no text outside of its box, a way from a root to every function,
and nothing in it that a name could make run."""
import json
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import law
import picture
import tap

ELEMENTS = {"svg", "title", "desc", "style", "rect", "path", "text", "g", "a"}
ATTRIBUTES = {"width", "height", "viewBox", "role", "class", "x", "y", "rx", "d", "stroke-width", "textLength",
              "lengthAdjust", "text-anchor", "id", "href", "data-from", "data-to", "data-function"}


def strangers(svg):
    """Elements and attributes that no picture has, and links that leave it."""
    wrong = []
    for element in tree.fromstring(svg).iter():
        name = element.tag.replace(picture.SVG, "")
        if name not in ELEMENTS:
            wrong.append("element %s" % name)
        wrong += ["attribute %s of %s" % (key, name) for key in element.attrib if key not in ATTRIBUTES]
        if element.get("href") and not re.fullmatch("#[a-z0-9-]+", element.get("href")):
            wrong.append("link %s" % element.get("href"))
    return wrong


def roots_of(path, options):
    """Names of functions that were called from nowhere, and of those that no such
    function leads to."""
    filters = [option for option in options if option.startswith(("--focus", "--only-mine"))]
    got = law.run("report", path, "-f", "json", *filters)
    profile = json.loads(got.stdout)
    calls = {f["id"]: f.get("calls") for f in profile["functions"]}
    called, leads = {}, {}
    nobody = {f["id"] for f in profile["functions"] if not f.get("calls", 1) and not f.get("total", 1)}
    for edge in profile.get("edges", ()):
        if edge["caller"] in nobody:
            calls[edge["callee"]] = (calls[edge["callee"]] or 0) + 1
        if edge["caller"] != edge["callee"]:
            called[edge["callee"]] = called.get(edge["callee"], 0) + (edge.get("calls") or 0)
            leads.setdefault(edge["caller"], []).append(edge["callee"])
        else:
            calls[edge["caller"]] = (calls[edge["caller"]] or 0) - (edge.get("calls") or 0)
    roots = {f for f in calls if f not in called or (calls[f] is not None and calls[f] > called[f])}
    reached, todo = set(roots), list(roots)
    while todo:
        for callee in leads.get(todo.pop(), ()):
            if callee not in reached:
                reached.add(callee)
                todo.append(callee)
    return {f["name"].strip("<>") for f in profile["functions"] if f["id"] in roots or f["id"] not in reached}


def unreached(drawing, roots):
    """Functions that nothing leads to, though they are no roots. Names that are cut or
    escaped are not looked at."""
    called = {callee for caller, callee, _ in drawing.edges if caller != callee}
    names = [drawing.names[node].strip("{}<>") for node in drawing.nodes if node not in called]
    return [name for name in names if name.isascii() and "\\" not in name and name not in roots
            and "(" not in name]


SIGN = re.compile(r"!|\d+(, \d+)*")  # at the corner of what a finding blames


def inside(drawing):
    """Labels that are neither wholly in a node nor wholly outside of all, or not in
    the picture."""
    wrong = []
    for left, top, right, bottom, text in drawing.labels:
        if left < 0 or top < 0 or right > drawing.width or bottom > drawing.height:
            wrong.append("%s is outside of the picture" % text)
        for box in drawing.nodes.values():
            touches = left < box[2] and right > box[0] and top < box[3] and bottom > box[1]
            within = left >= box[0] and right <= box[2] and top >= box[1] and bottom <= box[3]
            if touches and not within and not SIGN.fullmatch(text):
                wrong.append("%s leaves its box" % text)
    return wrong


def overlapping(drawing):
    """Labels on top of each other."""
    wrong = []
    labels = sorted(drawing.labels)
    for i, (left, top, right, bottom, text) in enumerate(labels):
        for other in labels[i + 1:]:
            if other[0] >= right:
                break
            if other[1] < bottom - 3 and other[3] - 3 > top and other[4] != text:
                wrong.append("%s and %s" % (text, other[4]))
    return wrong


def check(path, name, *options):
    got = law.run("graph", path, "-f", "svg", *options)
    if got.returncode:
        law.check("%s is drawn" % name, [got.stderr])
        return
    wrong = strangers(got.stdout)
    drawing = picture.ours(got.stdout)
    wrong += ["%s and %s overlap" % pair for pair in picture.overlaps(drawing)]
    wrong += ["%s -> %s passes through %s" % three for three in picture.trespasses(drawing) + picture.crossed(drawing)]
    if "--base" not in options:
        wrong += ["nothing leads to %s" % function for function in unreached(drawing, roots_of(path, options))]
    wrong += inside(drawing) + overlapping(drawing)
    if law.run("graph", path, "-f", "svg", *options).stdout != got.stdout:
        wrong.append("not the same bytes twice")
    law.check("%s %s" % (name, " ".join(options)), wrong)


def check_painted(path, name):
    """PNG and PDF are what they say, and the same twice."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = [os.path.join(folder, base) for base in ("a.png", "b.png", "a.pdf", "b.pdf")]
        got = law.run("graph", path, *[word for output in outputs for word in ("-o", output)])
        data = []
        for output in outputs if not got.returncode else []:
            with open(output, "rb") as file:
                data.append(file.read())
    wrong = [got.stderr] if got.returncode else []
    if data and (data[0] != data[1] or data[2] != data[3]):
        wrong.append("not the same bytes twice")
    if data and (not data[0].startswith(b"\x89PNG") or not data[2].startswith(b"%PDF")):
        wrong.append("not what the suffix says")
    law.check("%s is painted" % name, wrong)


def check_clusters(path, name):
    """Boxes hold the functions that the dot output has in them, and touch nothing else."""
    got = law.run("graph", path, "-f", "svg", "--clusters", "-n", "150")
    drawing = picture.ours(got.stdout)
    dot = law.run("graph", path, "-f", "dot", "--clusters", "-n", "150").stdout.decode()
    members = {title.split("\\n")[0]: set(nodes.replace(";", "").split()) for title, nodes in
               re.findall(r'subgraph cluster_\d+ \{\n.*label="(.*?)"\];\n +(.*)\n', dot)}
    wrong = ["%s and %s overlap" % pair for pair in picture.overlaps(drawing)]
    wrong += ["%s -> %s passes through %s" % three for three in picture.trespasses(drawing)]
    wrong += [] if set(members) == set(drawing.clusters) else ["%s are not %s" % (set(drawing.clusters), set(members))]
    for title, box in drawing.clusters.items():
        for node, other in drawing.nodes.items():
            if picture.contains(box, other) != (node in members.get(title, ())) or (
                    picture.touches(box, other) and not picture.contains(box, other)):
                wrong.append("%s in %s" % (node, title))
        wrong += ["%s touches %s" % (title, other) for other, its in drawing.clusters.items()
                  if other != title and picture.touches(box, its)]
    wrong += inside(drawing)
    law.check("%s: %d clusters of %d functions" % (name, len(members), sum(map(len, members.values()))), wrong)
    return len(members)


def check_difference(base, path):
    """A difference names what came and what went, and its sides when they are exchanged."""
    check(path, os.path.basename(path), "--base", base)
    check(base, os.path.basename(base), "--base", path)
    words = {side: law.run("graph", one, "--base", other, "-f", "svg").stdout.decode()
             for side, one, other in (("now", path, base), ("before", base, path))}
    wrong = []
    for what, opposite in (("added · ", "removed · "), (">+", ">−")):
        if words["now"].count(what) != words["before"].count(opposite):
            wrong.append("%d times '%s', exchanged %d times '%s'" % (
                words["now"].count(what), what, words["before"].count(opposite), opposite))
    wrong += [] if "added · " in words["now"] else ["nothing was added"]
    same = law.run("graph", path, "--base", path, "-f", "svg").stdout.decode()
    wrong += ["'%s' where nothing changed" % word for word in (">+", ">−", "added ·", "removed ·") if word in same]
    law.check("%s against %s, and the other way" % (os.path.basename(path), os.path.basename(base)), wrong)


def check_checker():
    """What these laws look for would be found."""
    drawing, roots = picture.ours(law.run("graph", law.LARGE, "-f", "svg").stdout), roots_of(law.LARGE, [])
    (_, box), (second, other) = list(drawing.nodes.items())[:2]
    wrong = [] if not unreached(drawing, roots) and not inside(drawing) else ["a picture that is sound"]
    drawing.nodes[second] = tuple(side + 40 for side in box)
    wrong += [] if picture.overlaps(drawing) else ["functions that overlap"]
    wrong += [] if inside(drawing) else ["a text that leaves its box"]
    drawing.nodes[second] = other
    drawing.edges.append(("n0", "n0", [(box[0] - 9, box[1] + 9), (box[2] + 9, box[3] - 9)]))
    wrong += [] if picture.trespasses(drawing) else ["an edge through a function"]
    drawing.labels.append((box[0] - 8, box[1] + 2, box[0] - 2, box[1] + 20, "53%"))
    wrong += [] if picture.crossed(drawing) else ["an edge through a text"]
    drawing.edges = drawing.edges[:len(drawing.edges) // 2]
    wrong += [] if unreached(drawing, roots) else ["a function that nothing leads to"]
    drawing.labels += [(1, 1, 9, 9, "a"), (2, 1, 9, 9, "b")]
    wrong += [] if overlapping(drawing) else ["texts that overlap"]
    wrong += [] if strangers(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>') else ["a script"]
    law.check("the laws tell what is wrong", wrong)


def main():
    seen = set()
    check_checker()
    for path, name in tap.profiles():
        folder, base = os.path.split(name)
        kind = re.sub(r"-?(pypy)?[0-9.]+(-[a-z0-9.]+)?\.prof(\.gz|\.zst)?$", "", base)
        if (folder, kind) in seen and not tap.LONG: # one Python version of each program
            continue
        seen.add((folder, kind))
        check(path, name)
    for options in (["-n", "all", "--min-share", "0", "--min-edge", "0"], ["-n", "5"], ["-n", "1"], ["--depth", "3"],
                    ["--focus=list_books"], ["--only-mine"], ["--palette", "red-green"], ["--min-share", "99"]):
        check(law.LARGE, "django_shop", *options)
    folder = os.path.join(os.environ["testdata"], "pstats")
    for base, now in (("django_shop-fast-3.12", "django_shop-slow-3.12"),
                      ("json_report-slow-3.11", "json_report-fast-3.11")):
        check_difference(os.path.join(folder, base + ".prof"), os.path.join(folder, now + ".prof"))
    pstats = os.path.join(os.environ["testdata"], "pstats")
    found = [check_clusters(os.path.join(pstats, name), name) for name in sorted(os.listdir(pstats))
             if name.endswith(".prof") and ("3.13" in name or "3.12" in name)]
    law.check("%d clusters in all" % sum(found), [] if sum(found) > 50 else ["too few to tell"])
    check_painted(law.LARGE, "django_shop")
    check_painted(law.SMALL, "fib")
    law.done()


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The HTML page is the template's, whatever a profile holds: its elements and
attributes, nothing that runs, nothing that asks, and the figures of the JSON."""
import base64
import collections
import hashlib
import html.parser
import json
import marshal
import os
import re
import sys
import xml.parsers.expat

import law

sys.path.insert(0, os.path.join(law.SRCDIR, "tests"))
import tap

TEMPLATES = os.path.join(law.SRCDIR, "templates")
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
LONGEST = 160  # characters of a name, see templates/report.html
SIZE = 3 << 20  # bytes of a page of 20,000 functions

# What may never stand on a page as itself: controls but the newline, bidi and
# zero-width characters, tags, noncharacters, what is no character at all.
UNSEEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
                    "\U000e0000-\U000e0fff]")

HOSTILE = [
    "<script>alert('x')</script>", "</style><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>", "' onmouseover='alert(1)", "</title><iframe src=javascript:alert(1)>", "<!--", "-->",
    "]]>", "<![CDATA[", "&lt;b&gt;", "&#60;script&#62;", "javascript:alert(1)", "<a href=https://example.org>",
    "a\0b", "\x1b[2J\x1b]0;x\x07", "\x9b2J", "line\nbreak\r\ttab", "evil\u202etxt.exe", "\u2066x\u2069", "\u2028\u2029",
    "zero\u200bwidth\ufeff", "\ud800lone\udfff", "\U000e0041tag", "\ufffe", "<", "", " ", "x" * (1 << 20),
    "<b>" * 5000, "\u0301" * 3000, "漢字かな", "{}", "data-slot", "%s%n", "`x`|y",
]


class Page(html.parser.HTMLParser):
    """Every element with its attributes, in order, as a browser reads them; texts by element."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.open, self.strays = [], [], [], []
        self.feed(text)
        self.close()
        if self.open:
            self.strays.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) < len(names):
            self.strays.append(f"an attribute twice: {tag} {names}")
        self.elements.append((tag, dict(attributes)))
        self.texts.append("")
        if tag not in VOID:
            self.open.append((tag, len(self.elements) - 1))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:  # of the picture: HTML has no other that end themselves
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.strays.append(f"</{tag}> does not close {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        for _, at in self.open:
            self.texts[at] += data

    def handle_comment(self, data):
        self.strays.append(f"a comment: {data[:80]!r}")

    def handle_pi(self, data):
        self.strays.append(f"an instruction: {data[:80]!r}")

    def unknown_decl(self, data):
        self.strays.append(f"a declaration: {data[:80]!r}")


def as_xml(data):
    """The same by an XML parser, that is without any leniency."""
    elements = []
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: elements.append(
        (tag, {name.lower(): value for name, value in attributes.items()}))  # as HTML has them, of a picture, too
    parser.Parse(data, True)
    return elements


def allowed():
    """{element: attributes} of the template."""
    with open(os.path.join(TEMPLATES, "report.html"), "rb") as file:
        elements = as_xml(file.read())
    found = collections.defaultdict(set)
    for tag, attributes in elements:
        found[tag] |= {re.sub("^data-slot-", "", name) for name in attributes
                       if name not in ("data-slot", "data-part", "data-file")}
    return found


# What a picture is made of, see src/write/scene_svg.c.
PICTURE = {
    "svg": "class width height viewbox role aria-label aria-labelledby", "title": "", "desc": "", "a": "href",
    "g": "id class data-function data-from data-to role aria-label",
    "rect": "class x y width height rx stroke-width", "path": "class d stroke-width",
    "text": "class x y text-anchor textlength lengthadjust",
}
ALLOWED = allowed()
for tag_, attributes_ in PICTURE.items():
    ALLOWED[tag_] |= set(attributes_.split())


def wrong_elements(page):
    for tag, attributes in page.elements:
        if tag not in ALLOWED or not set(attributes) <= ALLOWED[tag]:
            yield f"<{tag} {sorted(attributes)}> is not the template's"
        for name in attributes:
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "formaction"):
                yield f"<{tag} {name}=...>"


def wrong_links(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    for name, count in collections.Counter(ids).items():
        if count > 1:
            yield f"the id {name} {count} times"
    for _, attributes in page.elements:
        link = attributes.get("href")
        if link is not None and (link[:1] != "#" or link[1:] not in ids):
            yield f"a link to {link[:80]!r}"


def hashes(texts):
    return "".join(f" 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def wrong_policy(page):
    policy = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv")]
    styles = [text for (tag, _), text in zip(page.elements, page.texts) if tag == "style"]
    scripts = [text for (tag, a), text in zip(page.elements, page.texts) if tag == "script" and "type" not in a]
    script = f"; script-src{hashes(scripts)}" if scripts else ""
    want = f"default-src 'none'; style-src{hashes(styles)}{script}; base-uri 'none'; form-action 'none'"
    if policy != [want]:
        yield f"the policy is {policy}, not {want}"
    if not styles or re.search(r"@import|url\(|expression|image-set", "".join(styles)):
        yield "a style asks for something"


def wrong_tables(page):
    """Each has a caption, and heads that say what they are the heads of."""
    tags = [tag for tag, _ in page.elements]
    if tags.count("table") != tags.count("caption"):
        yield "a table without a caption"
    for tag, attributes in page.elements:
        if tag == "th" and attributes.get("scope") not in ("col", "row", "rowgroup"):
            yield "a <th> without a scope"
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings {levels[:5]}"
    if any(b > a + 1 for a, b in zip(levels, levels[1:])):
        yield "a level of headings is left out"


def problems_of(data, page=None):
    try:
        text = data.decode("utf-8")
        strict = as_xml(data)
    except (UnicodeDecodeError, xml.parsers.expat.ExpatError) as error:
        return [str(error)]
    page = page or Page(text)
    found = UNSEEN.search(text)
    problems = page.strays + [*wrong_elements(page), *wrong_links(page), *wrong_policy(page), *wrong_tables(page)]
    if found:
        problems.append(f"{ascii(text[max(0, found.start() - 40):found.end() + 40])}")
    if strict != page.elements:
        problems.append("an HTML parser and an XML parser see different pages")
    return problems


def written(path, *options, **more):
    got = law.run("report", path, "--format", "html", *options, **more)
    if got.returncode or got.stderr:
        raise SystemExit(f"{path}: status {got.returncode}, {got.stderr!r}")
    return got.stdout


def hostile_profile(path):
    """Each name as a function's, a file's and a caller's; all of them on the page."""
    stats = {}
    keys = [(file, 7, name) for name in HOSTILE for file in ("app.py", name)]
    for i, key in enumerate(keys):
        stats[key] = (1, 1, 0.1 + i, 0.2 + i, {keys[i - 1]: (1, 1, 0.1, 0.2), ("~", 0, f"<{key[2]}>"): (1, 1, 0.1, 0.1)})
    with open(path, "wb") as out:
        marshal.dump(stats, out)


def hostile(folder):
    path = os.path.join(folder, "</title><script>alert(1)</script>\u202e\n\".prof")
    try:
        hostile_profile(path)
    except OSError:
        path = os.path.join(folder, "hostile.prof")
        hostile_profile(path)
    data = written(path, "--limit", "all")
    law.check("hostile names are text", problems_of(data))
    page = Page(data.decode())
    names = {text for (tag, _), text in zip(page.elements, page.texts) if tag == "b"}
    wanted = {name for name in HOSTILE if name.strip() and len(name) <= LONGEST and not UNSEEN.search(name)
              and all(ord(c) < 0xd800 or ord(c) > 0xdfff for c in name)}
    law.check(f"{len(wanted)} of them read as they are", [f"{name!r} is not on the page" for name in wanted - names])
    longest = max(len(text) for (tag, _), text in zip(page.elements, page.texts) if tag == "b")
    law.check(f"no name is longer than {LONGEST} characters", [longest] if longest > LONGEST + 2 else [])


def hostile_peek(folder):
    path = os.path.join(folder, "peek.prof")
    hostile_profile(path)
    problems = []
    for name in ("<img src=x onerror=alert(1)>", "x" * 4000, "evil.*exe"):
        pattern = name if "*" in name else re.escape(name)
        got = law.run("peek", pattern, path, "--format", "html")
        if got.returncode:
            problems.append(f"{name[:40]}: {got.stderr!r}")
        else:
            problems += problems_of(got.stdout)
    law.check("peek at hostile names", problems)


def figures_of(page):
    """{(name, path:line): [(title of the group, calls)]} of the functions' own tables."""
    found, current, group, heads, cells = {}, None, "", [], []
    for (tag, attributes), text in zip(page.elements, page.texts):
        if tag == "div" and attributes.get("class") == "about":
            current = found.setdefault(text, [])
        elif tag == "h2":
            current = None
        elif tag == "thead":
            heads = []
        elif tag == "th" and attributes["scope"] == "col":
            heads.append(text)
        elif tag == "th" and attributes["scope"] == "rowgroup":
            group = text.split()[0]
        elif tag == "tr":
            cells = []
            if attributes.get("class") == "strong":
                group = "itself"
        elif tag == "td" or tag == "th":
            cells.append(text)
        if current is not None and tag == "td" and len(cells) == heads.index("calls") + 1:
            current.append((group, int(text.split("/")[0].replace(",", "")) if text else None))
    return found


def same_figures(path, page):
    """Calls of each shown function, and of its callers and callees, are the JSON's."""
    document = json.loads(law.run("report", path, "--format", "json").stdout)
    if not {"calls", "edges"} <= set(document["has"]):
        return None
    by_text, problems, seen = {}, [], 0
    for row in document["functions"]:
        name = row["name"]
        place = f"{row['file']}:{row['line']}" if row.get("line") else row["file"]
        if row["file"] == "~" and not row["line"]:
            name, place = (f"{{{name[1:-1]}}}" if name[:1] == "<" and name[-1:] == ">" else name), ""
        text = name + place + ("mine" if row["class"] == "mine" else "")
        by_text[text] = None if text in by_text else row
    callers, callees = collections.defaultdict(list), collections.defaultdict(list)
    for edge in document["edges"]:
        callers[edge["callee"]].append(edge["calls"])
        callees[edge["caller"]].append(edge["calls"])
    for text, rows in figures_of(page).items():
        row = by_text.get(text)
        if not row:
            continue
        seen += 1
        for group, all_calls in (("itself", [row["calls"]]), ("called", callers[row["id"]]), ("calls", callees[row["id"]])):
            shown = [calls for title, calls in rows if title == group]
            if len(shown) != min(len(all_calls), 8) or collections.Counter(shown) - collections.Counter(all_calls):
                problems.append(f"{text[:100]}: {group} {shown}, the JSON has {all_calls[:20]}")
    return problems if seen else ["no function was found on the page"]


def all_of_testdata():
    problems, pages, compared = [], 0, 0
    for path in tap.files():
        got = law.run("report", path, "--format", "html")
        if got.returncode:
            continue
        pages += 1
        page = Page(got.stdout.decode("utf-8", "replace"))
        figures = same_figures(path, page)
        compared += figures is not None
        name = os.path.relpath(path, law.TESTDATA)
        problems += [f"{name}: {line}" for line in problems_of(got.stdout, page) + (figures or [])]
    if not compared:
        problems.append("none has callers")
    law.check(f"{pages} pages of testdata, {compared} with the callers and callees of the JSON", problems)


def big(folder):
    path = law.profile(os.path.join(folder, "big.prof"), 20000, fan=4)
    data = written(path)
    law.check(f"20,000 functions make a page of {len(data) >> 10} KiB",
              problems_of(data) + (["too big"] if len(data) > SIZE else []))


def same_bytes(folder):
    path = os.path.join(folder, "same.prof")
    law.profile(path, 300)
    one = written(path, env=law.environment(TZ="UTC", LC_ALL="C"))
    os.utime(path, (1, 1))
    two = written(path, env=law.environment(TZ="Asia/Tokyo", LC_ALL="de_DE.UTF-8", COLUMNS="40"))
    law.check("the same bytes at any time, anywhere", [] if one == two else ["they differ"])


def main():
    with law.scratch() as folder:
        hostile(folder)
        hostile_peek(folder)
        all_of_testdata()
        big(folder)
        same_bytes(folder)
    law.done()


main()

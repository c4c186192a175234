#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Names of others stay in their place: one line a row, columns aligned, and in
Markdown as many cells as the table has, no markup and no links of theirs."""
import html.parser
import marshal
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

MARKUP = [
    "<script>alert('x')</script>", "</td></table>", "--><b>", "&lt;b&gt;", "&#60;", "a|b|c", "|", "||", "\\|", "\\\\|",
    "a\\", "**bold** _x_", "[x](javascript:alert(1))", "![x](http://192.0.2.1/x.png)", "`code`", "```", "`", "``x``",
    "# heading", "@team", "#123", "http://192.0.2.1/", "www.example.org", "a@example.org", "~~gone~~", "$x^2$", "- item",
    "1. item", "> quote", "", " ", "  lead", "trail  ", "{{7*7}}", "%s%n", "\\", "`\\|`", "<!-- -->",
]
CONTROL = [
    "nul\0inside", "new\nline", "cr\rreturn", "crlf\r\n| a | b |", "tab\tname", "esc\x1b[31mred\x1b[0m", "clip\x1b]52;c;T\x07",
    "csi\x9b31m", "nel\x85x", "bs\b\b\b", "del\x7f", "ls\u2028x", "ps\u2029x", "\n", "\r", "rlo\u202egnp.exe",
    "lri\u2066x\u2069", "zwj\u200dx", "\ufeffbom", "shy\u00adx", "tag\U000e0041x", "lone\ud83d", "half\udce9",
]
WIDE = ["日本語の名前", "한국어", "café", "cafe\u0301", "zalgo" + "\u0301" * 10, "📚", "ｆｕｌｌ", "naïve", "ﬁ", "Ａ"]
LONG = ["n" * 500, "本" * 300, "a/" * 400]


def write(path, names, files=False):
    """A pstats file in which app.main called each of these; the costliest first."""
    root = ("/srv/app.py", 1, "main")
    stats = {root: (1, 1, 0.001, 9.0, {})}
    for i, name in enumerate(names):
        key = ("/srv/" + name, i + 2, "f") if files else ("/srv/app.py", i + 2, name)
        stats[key] = (1 + i, 1 + i, 0.001, 0.001, {root: (1 + i, 1 + i, 0.001, 0.001)})
    with open(path, "wb") as out:
        marshal.dump(stats, out)
    return len(stats)


def cells(text):
    """Cells of a terminal, by this Python's tables and not by ours."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def between(line, begin, end):
    """What stands from one cell to another; None if a character lies across one
    of them or the cell before the first is no space."""
    used = first = last = 0
    for i, c in enumerate(line):
        first = i if used <= begin else first
        last = i + 1 if used < end else last
        used += cells(c)
    if cells(line[:first]) != min(begin, cells(line[:first])) or line[first - 1] != " " or cells(line[:last]) > end:
        return None
    return line[first:last]


def table_of(text):
    """(title, rows) of the one table of functions."""
    lines = text.split("\n")
    begin = next(i for i, line in enumerate(lines) if line.endswith("function") or " function " in line and " share " in line)
    return lines[begin], lines[begin + 1:-1]


def names_of(text):
    """The names as they stand in the function's column, None for one that does not."""
    title, rows = table_of(text)
    begin = cells(title[:title.index("function")])
    end = cells(title[:title.index("called most by")]) if "called most by" in title else 10 ** 6
    return [between(row, begin, end) for row in rows]


def wrong_text(data, rows, width):
    text = data.decode()
    for c in sorted(set(text) - {"\n"}):
        if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
            yield f"{c!r} is printed as it is"
    names = names_of(text)
    if len(names) != rows:
        yield f"{rows} functions, {len(names)} rows"
    for name, row in zip(names, table_of(text)[1]):
        if not name or not name.strip():
            yield f"no name where the column is: {row!r}"
        if cells(row) > width:
            yield f"{cells(row)} cells: {row!r}"
        if name and row[row.index(name) + len(name):] not in ("", "app.py:1(main)"):
            yield f"the caller is not in its column: {row!r}"


def split_row(line):
    """The cells of a row as GFM splits them: at each pipe that no backslash stands before."""
    return re.findall(r"((?:\\.|[^|\\])*)\|", line.strip()[1:])


def wrong_markdown(data):
    width = None
    for line in data.decode().splitlines():
        if not line.startswith("|"):
            width = None
            continue
        found = len(split_row(line))
        if width is None:
            width = found
        elif found != width:
            yield f"{found} cells in a table of {width}: {line[:200]!r}"


class Page(html.parser.HTMLParser):
    TAGS = {"h1", "h2", "ul", "li", "strong", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "blockquote"}

    def __init__(self):
        super().__init__()
        self.problems, self.codes, self.rows, self.code = [], [], [], None

    def handle_starttag(self, tag, attrs):
        if tag not in self.TAGS or any(name != "align" for name, value in attrs):
            self.problems.append(f"<{tag} {attrs}>")
        if tag == "code":
            self.code = ""
        if tag == "tr":
            self.rows.append([0])
        if tag in ("td", "th"):
            self.rows[-1][0] += 1

    def handle_endtag(self, tag):
        if tag == "code":
            self.codes.append(self.code)
            self.code = None

    def handle_data(self, data):
        if self.code is not None:
            self.code += data


def render(data):
    """The page that GitHub's own parser makes of it."""
    page = Page()
    page.feed(subprocess.run(["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough"], input=data,
                             stdout=subprocess.PIPE, check=True).stdout.decode())
    page.close()
    return page


def plain(name):
    return re.sub(r"\s+", " ", name).strip()


def check_rendered(title, data, text):
    if not shutil.which("cmark-gfm"):
        tap.skip(title, "cmark-gfm is not installed")
        return
    page = render(data)
    wrong = page.problems[:5]
    shown = {plain(code) for code in page.codes}
    for name in map(plain, filter(None, names_of(text))):
        # A pipe behind a backslash is shown by its number, long names are cut at another place.
        if "…" not in name and name.replace("\\|", "\\x7c") not in shown:
            wrong.append(f"{name!r} is in the text and not on the page")
    tap.ok(not wrong, title, *wrong[:10])


def check_names(folder, what, names, files):
    path = os.path.join(folder, "names.prof")
    rows = write(path, names, files)
    common = ["report", "--limit", "all", "--sort", "cumulative", path]
    for width in 60, 100, 300, 2000:
        result = tap.run(*common, "--width", str(width))
        wrong = list(wrong_text(result.stdout, rows, width))
        tap.ok(not wrong and not result.returncode, f"{what}: text {width} columns wide", *wrong[:10])
    text = tap.run(*common, "--width", "2000").stdout.decode()
    result = tap.run(*common, "--format", "markdown")
    wrong = list(wrong_markdown(result.stdout))
    tap.ok(not wrong and not result.returncode, f"{what}: Markdown has a constant number of cells", *wrong[:10])
    check_rendered(f"{what}: Markdown shows the same names and no markup of theirs", result.stdout, text)
    peek = tap.run("peek", "--limit", "all", "main", path, "--format", "markdown")
    wrong = list(wrong_markdown(peek.stdout))
    tap.ok(not wrong and not peek.returncode, f"{what}: peek's Markdown, too", *wrong[:10])


def check_paths(folder):
    """Paths of inputs are names of others, too; two of them stand in plain words."""
    names = ["@team #1 [a](b) <b> `x` www.example.org a|b.prof", "http:*x* _y_ ![z](w) ~~v~~ @all.prof"]
    for name in names:
        write(os.path.join(folder, name), ["f"])
    for files in [names[:1], names]:
        data = tap.run("report", "--format", "markdown", *files, cwd=folder).stdout
        title = f"paths of {len(files)} files are no markup"
        wrong = [word.decode() for word in re.findall(rb"[@#]\w+", re.sub(rb"`+[^`]+`+", b"", data))]
        tap.ok(not wrong, title + ", and call nobody", *wrong)
        if shutil.which("cmark-gfm"):
            problems = render(data).problems
            tap.ok(not problems, title, *problems[:5])
        else:
            tap.skip(title, "cmark-gfm is not installed")


def main():
    with tempfile.TemporaryDirectory(prefix="ncalls-law-") as folder:
        for what, names in ("markup", MARKUP), ("control characters", CONTROL), ("wide characters", WIDE), ("long names", LONG):
            check_names(folder, f"{what} in names", names, False)
            check_names(folder, f"{what} in files", names, True)
        check_paths(folder)
    tap.done()


main()

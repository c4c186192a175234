#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""README.md lists the formats that `ncalls formats` lists, in its words.

With --write the tables of README.md are made anew."""
import os
import re
import sys

import law


def listed(text):
    rows, part = {}, None
    for line in text.splitlines():
        if line.startswith(("Reads", "Writes")):
            part = line.split()[0]
        m = re.match(r"  (\S+) +(?:(\S*\.[a-z.]+)  +)?(.*)", line)
        if m:
            rows[part, m.group(1)] = (m.group(2) or "", m.group(3))
    return rows


def documented(text):
    rows = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| `") else []
        if len(cells) == 2:
            rows["Reads", cells[0].strip("`")] = ("", cells[1])
        elif len(cells) == 3:
            rows["Writes", cells[0].strip("`")] = (cells[1].strip("`"), cells[2])
    return rows


def tables(rows):
    def row(cells):
        return "| " + " | ".join(cells) + " |\n"
    reads = [row(["`%s`" % name, title]) for (part, name), (_, title) in rows.items() if part == "Reads"]
    writes = [row(["`%s`" % name, suffix and "`%s`" % suffix, title])
              for (part, name), (suffix, title) in rows.items() if part == "Writes"]
    return ("| reader | reads |\n|---|---|\n" + "".join(reads) +
            "\n| format | suffix | writes |\n|---|---|---|\n" + "".join(writes))


def write(rows):
    path = os.path.join(law.SRCDIR, "README.md")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r"\| reader \|.*?\n\n\| format \|.*?(?=\n\n)\n", lambda m: tables(rows), text, flags=re.S)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def main():
    want = listed(law.run("formats").stdout.decode())
    if sys.argv[1:] == ["--write"]:
        write(want)
    with open(os.path.join(law.SRCDIR, "README.md"), encoding="utf-8") as f:
        have = documented(f.read())
    problems = [f"{key}: the program says {want.get(key)}, README.md {have.get(key)}"
                for key in sorted(want.keys() | have.keys()) if want.get(key) != have.get(key)]
    law.check(f"readme-formats: README.md lists the {len(want)} formats", problems)
    law.done()


main()

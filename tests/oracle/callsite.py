#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Where a call stands, by Python's own parser: in functions of the standard library, put on as one's own code."""
import ast
import marshal
import os
import re
import sys
import sysconfig
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap

EXECUTE = ("~", 0, "<method 'execute' of 'sqlite3.Cursor' objects>")
MODULES = ["argparse", "ast", "calendar", "configparser", "csv", "dataclasses", "difflib", "doctest", "fractions",
           "inspect", "locale", "mailbox", "optparse", "pickle", "pickletools", "pydoc", "shutil", "statistics",
           "tarfile", "textwrap", "tokenize", "traceback", "typing", "uuid", "zipfile"]
FEW = 15


class Calls(ast.NodeVisitor):
    """{name: [(line, in a loop)]} of the calls of one function."""

    def __init__(self, function):
        self.calls, self.loops, self.strange = {}, 0, False
        for statement in function.body:
            self.visit(statement)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        if name:
            self.calls.setdefault(name, []).append((node.func.end_lineno, self.loops > 0))
        self.generic_visit(node)

    def within(self, nodes):
        self.loops += 1
        for node in nodes:
            self.visit(node)
        self.loops -= 1

    def visit_For(self, node):
        self.visit(node.iter)
        self.within(node.body)
        for child in node.orelse:
            self.visit(child)

    visit_AsyncFor = visit_For

    def visit_While(self, node):
        self.visit(node.test)
        self.within(node.body)
        for child in node.orelse:
            self.visit(child)

    def visit_ListComp(self, node):
        self.strange = True # where it ends is not where its words say it

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_JoinedStr = visit_ListComp

    def visit_FunctionDef(self, node):
        self.strange = True

    visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = visit_FunctionDef


def functions(path):
    """(first line as in a code object, name, called name, calls of it)"""
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found = Calls(node)
            line = min([node.lineno] + [d.lineno for d in node.decorator_list])
            for name, calls in () if found.strange else sorted(found.calls.items()):
                yield line, node.name, name, calls


def write(path, rows):
    """Each function calls one that runs a hundred queries."""
    stats, callers = {}, {}
    for number, (file, line, name, called, _) in enumerate(rows):
        owner, helper = (file, line, name), (f"/v/lib/python3.11/site-packages/helper{number}.py", 1, called)
        stats[owner] = (1, 1, 0.001, 1.001, {})
        stats[helper] = (100, 100, 0.001, 1.0, {owner: (100, 100, 0.001, 1.0)})
        callers[helper] = (100, 100, 0.999, 0.999)
    stats[EXECUTE] = (100 * len(rows), 100 * len(rows), 0.999 * len(rows), 0.999 * len(rows), callers)
    with open(path, "wb") as out:
        marshal.dump(stats, out)


def check(folder, name):
    source = os.path.join(sysconfig.get_paths()["stdlib"], name + ".py")
    if not os.path.exists(source):
        return 0, []
    with open(source, "rb") as file, open(os.path.join(folder, name + "_.py"), "wb") as out:
        out.write(file.read())
    owners, count, problems = {}, 0, []
    for row in functions(source):
        owners.setdefault(row[:2], ("/srv/" + name + "_.py", *row)) # one call of each function
    rows = list(owners.values())
    for begin in range(0, len(rows), FEW):
        some = rows[begin:begin + FEW]
        path = os.path.join(folder, "x.prof")
        write(path, some)
        got = tap.run("findings", path, "--root", folder, "--select", "NC101", "-f", "gcc").stdout.decode()
        lines = {}
        for line, message in re.findall(r"^[^:\n]*:(\d+): \w+: (.*)$", got, re.M):
            lines.setdefault(message.split(" ")[0], []).append(int(line))
        for _, _, owner, called, calls in some:
            best = {line for line, looped in calls if looped} or {min(line for line, _ in calls)}
            if owner not in lines: # another rule has it
                continue
            count += 1
            if not best & set(lines.get(owner, [])):
                problems.append(f"{name}.{owner}: {called} at {lines.get(owner)}, not {sorted(best)}")
    return count, problems


def main():
    with tempfile.TemporaryDirectory(prefix="ncalls-oracle-") as folder:
        total, wrong = 0, []
        for name in MODULES:
            count, problems = check(os.path.realpath(folder), name)
            total += count
            wrong += problems
        tap.ok(total > 200 and not wrong, f"the call is found in {total} functions of the standard library", *wrong[:30])
    tap.done()


main()

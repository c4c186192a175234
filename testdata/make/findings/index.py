# SPDX-License-Identifier: MIT
"""LABELS.json and the table of README.md, from the recipes of testdata/findings/."""
import ast
import json
import pathlib
import runpy

TESTDATA = pathlib.Path(__file__).resolve().parent.parent.parent
NOT_PROFILES = (".py", ".pyc", ".html", ".sql")
BEGIN, END = "<!-- cases: made by make/findings --index -->", "<!-- end of cases -->"


def profiles(folder, said):
    """The files of a case, below testdata/: its own, and those recorded elsewhere that show the same."""
    own = [path for path in folder.iterdir() if path.is_file() and path.suffix not in NOT_PROFILES]
    found = own + [path for pattern in said.get("ALSO", []) for path in TESTDATA.glob(pattern)]
    return sorted(str(path.relative_to(TESTDATA)) for path in found)


def about(folder, said):
    """The first line of the program's docstring, or what the recipe says."""
    if said.get("ABOUT"):
        return said["ABOUT"]
    module = folder / said.get("PROGRAM", said.get("MODULE", "program").replace(".", "/") + ".py")
    return ast.get_docstring(ast.parse(module.read_text())).partition("\n")[0]


def table():
    cases = {}
    for recipe in sorted((TESTDATA / "findings").glob("*/recipe.py")):
        said = runpy.run_path(str(recipe))
        folder = recipe.parent
        case = {"about": about(folder, said), "kind": said["KIND"], "expect": said.get("EXPECT", []),
                "allowed": said.get("ALLOWED", []), "profiles": profiles(folder, said)}
        if not case["profiles"]:
            continue  # not recorded yet
        assert case["kind"] == ("bad" if case["expect"] else "clean"), folder
        assert case["about"], folder
        cases[folder.name] = case
    return cases


def row(name, case):
    wanted = "; ".join("%s in `%s`" % (" or ".join(e["rules"]), e["function"]) for e in case["expect"])
    names = ", ".join(pathlib.PurePath(path).name.split(".prof")[0] for path in case["profiles"])
    return "| %s | %s | %s | %s |" % (name, case["about"].rstrip("."), wanted or "nothing", names)


def write(folder):
    cases = table()
    text = json.dumps({"cases": cases}, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "LABELS.json").write_text(text + "\n")
    readme = folder / "README.md"
    head, _, rest = readme.read_text().partition(BEGIN)
    bad = sum(case["kind"] == "bad" for case in cases.values())
    lines = ["%d cases, %d of them clean; %d profiles." % (len(cases), len(cases) - bad,
                                                          sum(len(case["profiles"]) for case in cases.values())),
             "", "| case | what it shows | to be found | profiles |", "|---|---|---|---|"]
    lines += [row(*item) for item in sorted(cases.items())]
    readme.write_text(head + BEGIN + "\n\n" + "\n".join(lines) + "\n\n" + END + rest.partition(END)[2])

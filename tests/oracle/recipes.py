#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The recipes, as they stand: their commands are run in a real repository of two commits, with real pytest,
reviewdog, pre-commit, werkzeug and Django; their configurations are given to the platforms' linters."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in "..", "../checkers":
    sys.path.insert(0, os.path.join(HERE, folder))
import checkers
import tap

RECIPES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "recipes")

BOOKS = '''import sqlite3


def connect():
    db = sqlite3.connect(":memory:")
    db.execute("create table author (id integer primary key, name)")
    db.execute("create table book (id integer primary key, author)")
    db.executemany("insert into author values (?, ?)", [(i, f"author {i}") for i in range(300)])
    db.executemany("insert into book values (?, ?)", [(i, i % 300) for i in range(20000)])
    return db


def serialize(db, row):
    return {"id": row[0], "author": row[1]}


def list_books(db):
    rows = db.execute("select book.id, author.name from book join author on author.id = book.author").fetchall()
    return [serialize(db, row) for row in rows]
'''
SLOW = (BOOKS.replace('{"id": row[0], "author": row[1]}', '{"id": row[0], "author": name[0]}')
        .replace("def serialize(db, row):\n", "def serialize(db, row):\n"
                 '    name = db.execute("select name from author where id = ?", (row[1],)).fetchone()\n')
        .replace("select book.id, author.name from book join author on author.id = book.author",
                 "select id, author from book"))
TESTS = '''from books import connect, list_books


def test_list_books():
    assert len(list_books(connect())) == 20000


def test_connect():
    assert connect().execute("select count(*) from book").fetchone() == (20000,)
'''
SETTINGS = '''budgets:
  - {queries: 20, under: books.py(list_books)}
'''
URLS = '''from django.db import connection
from django.http import JsonResponse
from django.urls import path


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def list_books(request):
    return JsonResponse({"books": [rows("select %s", i)[0][0] for i in range(60)]})


def book(request, pk):
    return JsonResponse({"book": rows("select %s", pk)[0][0]})


urlpatterns = [path("books/", list_books), path("books/<int:pk>/", book)]
'''
DJANGO = '''SECRET_KEY = "x"
ROOT_URLCONF = "urls"
DEBUG = False
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
'''
# The folder is empty but for the recipe's files; then it is as if people used the service.
REQUESTS = '''import os, sys
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
from wsgi import application
from werkzeug.test import Client
client = Client(application)
for number in range(1, 6):
    assert client.get("/books/").status_code == 200
    assert client.get(f"/books/{number}/").status_code == 200
'''


def blocks(name, kind):
    """[(words behind the kind, text)] of the fenced blocks of a recipe."""
    with open(os.path.join(RECIPES, name), encoding="utf-8") as file:
        return re.findall(rf"^```{kind}(?: ([^\n]*))?\n(.*?)^```$", file.read(), re.M | re.S)


def write(folder, name, text):
    os.makedirs(os.path.dirname(os.path.join(folder, name)) or ".", exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)


class Place:
    """A folder with a repository of two branches, and the programs that the recipes name."""

    def __init__(self, scratch):
        self.scratch, self.repo = scratch, os.path.join(scratch, "repo")
        self.bin = os.path.join(scratch, "bin")
        os.makedirs(self.bin)
        os.symlink(os.path.abspath(tap.NCALLS), os.path.join(self.bin, "ncalls"))
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI", "PYTEST"))}
        self.env.update(PATH=os.pathsep.join([self.bin, os.path.join(checkers.HOME, "bin"),
                                              os.path.join(checkers.VENV, "bin"), os.environ["PATH"]]),
                        HOME=scratch, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull, PYTHONHASHSEED="0",
                        GIT_AUTHOR_NAME="n", GIT_AUTHOR_EMAIL="n@example.org", GIT_COMMITTER_NAME="n",
                        GIT_COMMITTER_EMAIL="n@example.org", PRE_COMMIT_HOME=os.path.join(scratch, "pre-commit"))
        self.fake("pip", "exit 0")

    def fake(self, name, script):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write("#!/bin/sh\n" + script + "\n")
        os.chmod(path, 0o755)

    def run(self, script, cwd=None, shell=("bash", "-e", "-o", "pipefail"), **env):
        done = subprocess.run([*shell, "-c", script], cwd=cwd or self.repo, env={**self.env, **env},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def make(self):
        for name, text in (("books.py", BOOKS), ("test_books.py", TESTS), (".ncalls.yml", SETTINGS),
                           (".gitignore", "*.prof\nprof/\nbefore/\nafter/\n__pycache__/\n.pytest_cache/\n")):
            write(self.repo, name, text)
        self.run("git init -q -b main . && git add -A && git commit -q -m one && git checkout -q -b work")
        write(self.repo, "books.py", SLOW)
        self.run("git commit -q -a -m two")


def block(place, name, index, want=0, **more):
    words, text = blocks(name, "sh")[index]
    status, said = place.run(text, **more)
    return said, [] if status == want else [f"{name} {index}: status {status}: {said[-1500:]}"]


def lacking(said, *wanted):
    return [f"no {pattern!r} in: {said[-1500:]}" for pattern in wanted if not re.search(pattern, said, re.M)]


def check_pytest(place):
    if not checkers.module("pytest_profiling"):
        tap.skip("pytest.md: pytest-profiling", f"pytest-profiling {checkers.WHY}")
    else:
        said, problems = block(place, "pytest.md", 0)
        problems += lacking(said, r"\+20,000 .*execute", r"NC101 query-in-a-loop")
        tap.ok(not problems, "pytest.md: two commits, and what the change did", *problems)
        said, problems = block(place, "pytest.md", 1, want=1)
        tap.ok(blocks("pytest.md", "sh")[1][0] == "gate" and not problems, "pytest.md: the gate fails", *problems)
        said, problems = block(place, "pytest.md", 2)
        problems += lacking(said, r"20,00\d +20,00\d .*test_list_books$", r"test_connect$")
        tap.ok(not problems, "pytest.md: test by test", *problems)
    said, problems = block(place, "pytest.md", 3)
    problems += lacking(said, r"quer|execute")
    tap.ok(not problems, "pytest.md: cProfile alone", *problems)
    said, problems = block(place, "pytest.md", 4)
    tap.ok(not problems, "pytest.md: several runs", *problems)


def check_reviewdog(place):
    if not checkers.program("reviewdog"):
        tap.skip("reviewdog.md", f"reviewdog {checkers.WHY}")
        return
    place.run("git checkout -q work")
    said, problems = block(place, "reviewdog.md", 0)
    old = BOOKS.split("\n")
    lines = "|".join(str(i) for i, row in enumerate(SLOW.split("\n"), 1) if row not in old)
    problems += lacking(said, r'"path": ?"books.py", "range": \{"start": \{"line": (%s)\}\}' % lines)
    tap.ok(not problems, "reviewdog.md: the finding lies on the line that was added", *problems)
    said, problems = block(place, "reviewdog.md", 1)
    tap.ok(not problems + lacking(said, r"^books\.py:\d+: (warning|error): "), "reviewdog.md: lines for editors", *problems)


def load(name):
    yaml = checkers.module("yaml")
    with open(os.path.join(RECIPES, name), encoding="utf-8") as file:
        return yaml.safe_load(file) if yaml else None


def lint(place, what, program, *words, cwd=RECIPES):
    if not checkers.program(program):
        tap.skip(what, f"{program} {checkers.WHY}")
        return
    done = subprocess.run([checkers.program(program), *words], cwd=cwd, env=place.env, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    tap.ok(done.returncode == 0, what, done.stdout.decode())


def check_lints(place):
    write(place.scratch, "w/.github/workflows/performance.yml", open(os.path.join(RECIPES, "github-actions.yml")).read())
    lint(place, "github-actions.yml: actionlint finds nothing", "actionlint", "-pyflakes=",
         os.path.join(place.scratch, "w", ".github", "workflows", "performance.yml"))
    lint(place, "github-actions.yml: valid by the schema of workflows", "check-jsonschema", "--builtin-schema",
         "vendor.github-workflows", "github-actions.yml")
    lint(place, "gitlab-ci.yml: valid by GitLab's schema", "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci",
         "gitlab-ci.yml")
    lint(place, "pre-commit.yaml: valid, says pre-commit", "pre-commit", "validate-config", "pre-commit.yaml")


GH = '''echo "$*" >>"$GH_LOG"
case "$*" in
*--paginate*) cat "$GH_LOG.comments" 2>/dev/null; exit 0 ;;
esac
for word; do case $word in body=@*) cp "${word#body=@}" "$GH_LOG.body"; echo 42 >"$GH_LOG.comments" ;; esac; done'''


def run_workflow(place, temp, clone):
    """All `run` steps in order; what GitHub would fill in is filled in."""
    os.makedirs(temp, exist_ok=True)
    sha = subprocess.run(["git", "rev-parse", "work"], cwd=clone, stdout=subprocess.PIPE).stdout.decode().strip()
    env = {"RUNNER_TEMP": temp, "GITHUB_BASE_REF": "main", "GITHUB_SHA": sha, "GITHUB_SERVER_URL": "https://github.com",
           "GITHUB_REPOSITORY": "owner/shop", "GITHUB_STEP_SUMMARY": os.path.join(temp, "summary"),
           "GITHUB_OUTPUT": os.path.join(temp, "output"), "GH_LOG": os.path.join(place.scratch, "gh.log")}
    output, last, problems = "", 0, []
    for step in load("github-actions.yml")["jobs"]["ncalls"]["steps"]:
        if "run" not in step:
            continue
        status = re.search(r"status=(\d+)", open(env["GITHUB_OUTPUT"]).read()) if os.path.exists(env["GITHUB_OUTPUT"]) else None
        known = {"github.token": "t", "github.event.pull_request.number": "7",
                 "steps.compare.outputs.status": status[1] if status else ""}
        own = {key: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: known[m[1]], value) for key, value in step.get("env", {}).items()}
        last, said = place.run(step["run"], cwd=clone, shell=("bash", "-e"), **env, **own)
        output += said
        if last and step.get("name") != "Gate":
            problems.append(f"{step.get('name')}: {last}: {said[-1500:]}")
    return output, last, problems


def check_github(place):
    if not checkers.module("yaml") or not checkers.module("pytest_profiling"):
        tap.skip("github-actions.yml: its steps", f"PyYAML or pytest-profiling {checkers.WHY}")
        return
    place.fake("gh", GH)
    clone, temp = os.path.join(place.scratch, "clone"), os.path.join(place.scratch, "temp")
    place.run(f"git clone -q -b main '{place.repo}' '{clone}' && cd '{clone}' && git checkout -q work", cwd=place.scratch)
    output, last, problems = run_workflow(place, temp, clone)
    problems += lacking(output, r"^::(warning|error|notice) file=books\.py,line=\d+,title=NC101")
    problems += [] if last == 1 else [f"the gate ends with {last}"]
    if problems:
        tap.ok(False, "github-actions.yml: its steps", *problems)
        return
    comment = open(os.path.join(place.scratch, "gh.log.body"), encoding="utf-8").read()
    problems += lacking(comment.split("\n")[0], r"^\*\*ncalls:\*\* \*\*Failed.* – after .* <!-- ncalls:report id=tests v=1 -->$")
    problems += lacking(comment, r"\]\(https://github\.com/owner/shop/blob/[0-9a-f]{40}/books\.py#L\d+\)")
    with open(os.path.join(temp, "ncalls.sarif"), encoding="utf-8") as file:
        results = json.load(file)["runs"][0]["results"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    problems += [] if uris == {"books.py"} else [f"SARIF: {uris}"]
    problems += lacking(open(os.path.join(temp, "summary"), encoding="utf-8").read(), r"^\*\*ncalls:\*\* ")
    tap.ok(not problems, "github-actions.yml: comment, annotations, code scanning, summary, and a gate that fails", *problems)
    output, last, problems = run_workflow(place, temp + "2", clone)
    calls = open(os.path.join(place.scratch, "gh.log"), encoding="utf-8").read().splitlines()
    problems += lacking(calls[-1], r"^api -X PATCH repos/owner/shop/issues/comments/42 ")
    tap.ok(not problems, "github-actions.yml: the second time the comment is changed", *problems)


def check_gitlab(place):
    if not checkers.module("yaml") or not checkers.module("pytest_profiling"):
        tap.skip("gitlab-ci.yml: its script", f"PyYAML or pytest-profiling {checkers.WHY}")
        return
    job = load("gitlab-ci.yml")["performance"]
    problems = []
    for branch, want in ("main", 0), ("work", 1):
        place.run(f"git checkout -q {branch}")
        status, said = place.run("\n".join(job["script"]))
        problems += [] if status == want else [f"{branch}: {status}: {said[-1500:]}"]
        paths = {kind: os.path.join(place.repo, name) for kind, name in job["artifacts"]["reports"].items()}
        with open(paths["codequality"], encoding="utf-8") as file:
            issues = {(row["check_name"], row["location"]["path"]) for row in json.load(file)}
        root = xml.etree.ElementTree.parse(paths["junit"]).getroot()
        failures = len(list(root.iter("failure")))
        metrics = open(paths["metrics"], encoding="utf-8").read()
        if any(path != "books.py" for _, path in issues) or failures != want or not metrics.endswith("# EOF\n"):
            problems.append(f"{branch}: {issues}, {failures} failures")
        for path in paths.values():
            os.remove(path)
    tap.ok(not problems, "gitlab-ci.yml: green on main, a broken budget on the branch", *problems)


def check_pre_commit(place):
    if not checkers.program("pre-commit"):
        tap.skip("pre-commit.yaml: run for real", f"pre-commit {checkers.WHY}")
        return
    problems = []
    for branch, want, words in ("main", 0, "Passed"), ("work", 1, "Failed"):
        place.run(f"git checkout -q {branch}")
        status, said = place.run(f"pre-commit run --all-files --hook-stage manual -c '{RECIPES}/pre-commit.yaml'")
        if status != want or not re.search(rf"performance budgets\.*{words}", said):
            problems.append(f"{branch}: {status}: {said[-1500:]}")
    tap.ok(not problems, "pre-commit.yaml: passes on main, fails on the branch", *problems)


def check_django(place):
    if not checkers.module("django") or not checkers.module("werkzeug"):
        tap.skip("django.md", f"Django or Werkzeug {checkers.WHY}")
        return
    files = dict(blocks("django.md", "python"))
    for what, settings, wsgi in (("werkzeug's", DJANGO, files["wsgi.py"]),
                                 ("one without a package", DJANGO.replace("[]", '["profiling.ProfilingMiddleware"]', 1),
                                  "from django.core.wsgi import get_wsgi_application\n"
                                  "application = get_wsgi_application()\n")):
        folder = tempfile.mkdtemp(dir=place.scratch)
        for name, text in (("settings.py", settings), ("urls.py", URLS), ("wsgi.py", wsgi),
                           ("profiling.py", files["profiling.py"]), ("requests.py", REQUESTS)):
            write(folder, name, text)
        os.mkdir(os.path.join(folder, "profiles"))
        status, said = place.run("python requests.py", cwd=folder, PROFILES=os.path.join(folder, "profiles"))
        problems = [said] if status else []
        for index, wanted in ((0, [r" 5 .* 60 +6\d .*GET /books$", r" 5 .* 1 +1 .*GET /books/\{id\}$"]),
                              (1, [r"^ *total[^\n]*endpoint\n[^\n]*GET /books$"]),
                              (2, [r"NC101 query-in-a-loop"])):
            said, more = block(place, "django.md", index, cwd=folder)
            problems += more + lacking(said, *wanted)
        for name in "books.html", "books.sarif":
            problems += [] if os.path.exists(os.path.join(folder, name)) else [f"no {name}"]
        for side in "before", "after":
            shutil.copytree(os.path.join(folder, "profiles"), os.path.join(folder, side))
        said, more = block(place, "django.md", 3, cwd=folder)
        problems += more
        tap.ok(not problems, f"django.md: {what} middleware, by endpoint", *problems)


def main():
    if not shutil.which("git") or not checkers.module("pytest"):
        tap.skip("the recipes", f"git or pytest {checkers.WHY}")
        tap.done()
    with tempfile.TemporaryDirectory(prefix="ncalls-oracle-") as scratch:
        place = Place(os.path.realpath(scratch))
        place.make()
        check_lints(place)
        check_pytest(place)
        check_reviewdog(place)
        check_github(place)
        check_gitlab(place)
        check_pre_commit(place)
        check_django(place)
    tap.done()


main()

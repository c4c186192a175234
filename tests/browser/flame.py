#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The flame graph in a real Chromium: zoom, search, keys and reset do what they say, a
name is never run, and without scripts the picture is whole."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "browser"))
import chromium
import tap

STACKS = b"""main;view;query;execute 50
main;view;query;</title><script>alert(1)</script> 10
main;view;render;render;render 20
main;job;query 15
main;"quoted" & <b>bold</b> 4
other 1
"""

# What a test asks the page about its frames.
LIBRARY = """
var frames = [...document.querySelectorAll('.f')];
function named(name) { return frames.filter(f => f.querySelector('title').textContent.startsWith(name + ' ')); }
function box(f) { var r = f.querySelector('rect').getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }
function visible() { return frames.filter(f => !f.classList.contains('gone')).length; }
function said() { return [...document.querySelectorAll('text')].map(t => t.textContent).join('\\n'); }
null
"""


def middle(page, name):
    x, y, width, height = page.ask(f"box(named({name!r})[0])")
    return x + width / 2, y + height / 2


def width(page, name):
    return page.ask(f"box(named({name!r})[0])")[2]


def check_zoom(page):
    whole = width(page, "main")
    page.click(*middle(page, "view"))
    tap.ok(abs(width(page, "view") - page.ask("box(frames[0])")[2]) < 1.5, "a click makes a frame as wide as all of it")
    tap.ok(abs(width(page, "render") / width(page, "view") - 20 / 80) < 0.01, "and what stands on it keeps its part")
    tap.ok(page.ask("named('job')[0].classList.contains('gone')"), "what does not is gone")
    tap.ok(page.ask("named('main')[0].classList.contains('up')"), "what it stands on stays")
    tap.ok("execute" in page.ask("named('execute')[0].textContent"), "names are fitted anew")
    tap.ok(page.ask("document.activeElement === named('view')[0]"), "and the keys go on from the frame")
    page.press("Escape")
    tap.ok(abs(width(page, "main") - whole) < 0.01 and page.ask("visible() === frames.length"), "Escape undoes it")


def check_search(page):
    page.press("/")
    tap.ok(page.ask("document.activeElement.tagName").lower() == "input", "/ goes to the search")
    page.type("query")
    tap.ok(page.ask("document.querySelectorAll('.hit').length") == 2, "every match is marked")
    tap.ok("2 frames match, 75.0%" in page.ask("said()"), "their share is said", page.ask("said()"))
    page.ask("document.querySelector('input').select()")
    page.type("render")
    tap.ok("3 frames match, 20.0%" in page.ask("said()"), "frames on one another count once", page.ask("said()"))
    page.ask("document.querySelector('input').select()")
    page.type("[(")
    tap.ok("nothing matches" in page.ask("said()"), "half an expression is only what it says")
    x, y, w, h = page.ask("(r => [r.x, r.y, r.width, r.height])(document.querySelector('button').getBoundingClientRect())")
    page.click(x + w / 2, y + h / 2)
    tap.ok(page.ask("document.querySelector('input').value === '' && !document.querySelector('.hit')"),
           "reset clears the search")


def check_keys(page):
    tap.ok(page.ask("document.querySelectorAll('[tabindex]').length") == 1, "one frame can be reached with Tab")
    page.ask("document.querySelector('[tabindex]').focus()")
    page.press("ArrowDown")
    tap.ok(page.ask("document.activeElement === named('main')[0]"), "an arrow goes down to the caller")
    page.press("ArrowUp")
    tap.ok(page.ask("document.activeElement === named('view')[0]"), "or up to the widest frame on this one")
    page.press("ArrowRight")
    tap.ok(page.ask("document.activeElement === named('job')[0]"), "or to its neighbour")
    tap.ok("job · 15 samples" in page.ask("said()"), "which is said below", page.ask("said()"))
    page.press("Enter")
    tap.ok(page.ask("named('view')[0].classList.contains('gone')"), "Enter zooms")
    page.press("Escape")


def main():
    program = chromium.find()
    if not program:
        tap.skip("flame graphs in a browser", "there is no chromium")
        tap.done()
    with tempfile.TemporaryDirectory() as folder, chromium.Browser(program) as page:
        for more in [], ["--icicle"]:
            path = os.path.join(folder, "flame.svg")
            result = tap.run("flame", "-o", path, *more, "-", input=STACKS)
            tap.ok(result.returncode == 0, f"drawn {' '.join(more)}", result.stderr)
            page.open(path)
            page.ask(LIBRARY)
            tap.ok(page.ask("document.documentElement.classList.contains('live')"), "the script runs")
            if not more:
                check_zoom(page)
                check_search(page)
                check_keys(page)
            tap.ok(page.ask("document.querySelectorAll('script').length") == 1, "no name is a script")
            tap.ok(not page.complaints, "and the page complains about nothing", *page.complaints)
        with open(os.path.join(folder, "page.html"), "w") as out:
            out.write("<img src=flame.svg>")
        page.open(os.path.join(folder, "page.html"))
        size = page.ask("(i => [i.naturalWidth, i.naturalHeight])(document.querySelector('img'))")
        tap.ok(size[0] == 1200 and size[1] > 100, "it is a picture where scripts are off", size)
    tap.done()


main()

# SPDX-License-Identifier: MIT
"""Find out what the interpreters that somebody named are.

An interpreter is the path of a program, or a folder with CPython for WebAssembly (see wasm_python.mjs).
"""

import json
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ASK = """
import json, platform, sys
name = '%d.%d' % sys.version_info[:2]
if platform.python_implementation() == 'PyPy':
    name = 'pypy' + name
print(json.dumps([name, platform.python_version(), getattr(sys, 'base_prefix', sys.prefix)]))
"""


class Interpreter:
    """One Python: its short name (3.11, pypy3.9), full version, prefix, and how to start it."""

    def __init__(self, path):
        if os.path.isdir(path):
            self.command = ["node", str(HERE / "wasm_python.mjs"), os.path.abspath(path)]
        else:
            self.command = [shutil.which(path) or path]
        answer = subprocess.run(self.command + ["-c", ASK], check=True, stdout=subprocess.PIPE).stdout
        self.name, self.version, prefix = json.loads(answer)
        self.prefix = pathlib.Path(prefix)
        self.native = not os.path.isdir(path)


def find(paths):
    """The interpreters by short name, in the order given; an empty word in the list is nothing."""
    return {interpreter.name: interpreter for interpreter in map(Interpreter, filter(None, paths))}

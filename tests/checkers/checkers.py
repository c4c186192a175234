# SPDX-License-Identifier: MIT
"""Where the checkers are that tests/checkers/install fetched. (Not executable: no test.)"""
import importlib
import os
import shutil
import sys

HOME = os.path.join(os.environ["builddir"], "tests", "checkers")
VENV = os.path.join(HOME, "venv")
WHY = "is not installed; tests/checkers/install fetches it"


def program(name):
    """Its path; None: it is not there."""
    for folder in os.path.join(HOME, "bin"), os.path.join(VENV, "bin"):
        path = os.path.join(folder, name)
        if os.access(path, os.X_OK):
            return path
    return shutil.which(name)


def module(name):
    """A module of Python's; None: it is not there."""
    lib = os.path.join(VENV, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "site-packages")
    if lib not in sys.path and os.path.isdir(lib):
        sys.path.append(lib)
    try:
        return importlib.import_module(name)
    except ImportError:
        return None

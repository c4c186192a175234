# SPDX-License-Identifier: MIT
"""Producers' own code for oracles, from PyPI and npm, each in a folder of its own that later runs find again:
$NCALLS_ORACLES, else the user's cache. (Not executable: no test.)"""
import os
import shutil
import subprocess
import sys
import tempfile

FOLDER = os.environ.get("NCALLS_ORACLES") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "ncalls", "oracles")
PATIENCE = 180  # seconds


class Missing(Exception):
    """It cannot be installed: why."""


def _install(name, command):
    """The folder that command(folder) filled, once. Made beside it and renamed: two runs may meet."""
    folder = os.path.join(FOLDER, name)
    if os.path.isdir(folder):
        return folder
    try:
        os.makedirs(FOLDER, exist_ok=True)
        fresh = tempfile.mkdtemp(prefix=name + ".", dir=FOLDER)
    except OSError as error:
        raise Missing("no folder to install it in: %s" % error)
    try:
        done = subprocess.run(command(fresh), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=PATIENCE)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Missing("%s cannot be installed: %s" % (name, said[-1][:150] if said else "no reason given"))
        os.rename(fresh, folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        if not os.path.isdir(folder):
            raise Missing("%s cannot be installed: %s" % (name, error))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _pip():
    """A Python of this version that has pip: a system's own often has none, that of tests/checkers/install has."""
    venv = os.path.join(os.environ.get("builddir", "."), "tests", "checkers", "venv", "bin", "python3")
    question = "import pip, sys; sys.exit(sys.version_info[:2] != (%d, %d))" % sys.version_info[:2]
    for program in (sys.executable, venv):
        try:
            if not subprocess.run([program, "-c", question], stdin=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode:
                return program
        except OSError:
            pass
    raise Missing("no pip to install packages with")


def python(requirement):
    """Puts a package of PyPI and what it needs on the path of this process; for modules and scripts (bin/) alike."""
    version = "%d.%d" % sys.version_info[:2]
    folder = _install("%s-python%s" % (requirement.replace("==", "-"), version), lambda where: [
        _pip(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary",
        ":all:", "--target", where, requirement])
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return folder


def node(requirement):
    """The folder of a package of npm."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise Missing("node and npm are not installed")
    folder = _install(requirement.replace("@", "-"), lambda where: [
        "npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", "--prefix", where, requirement])
    return os.path.join(folder, "node_modules", requirement.split("@")[0])

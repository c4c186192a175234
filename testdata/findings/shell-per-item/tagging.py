"""A shell command is started for each of 70 names with subprocess.call()."""
import subprocess


def tag(name):
    return subprocess.call("true %s" % name, shell=True)


def tag_all(names):
    failed = 0
    for name in names:
        failed += tag(name) != 0
    return failed


def main():
    return tag_all(["n%d" % i for i in range(70)])

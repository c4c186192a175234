"""shutil.copytree() of 150 files: as many opens and stats as there are files, in the standard library."""
import pathlib
import shutil


def set_up():
    for number in range(150):
        path = pathlib.Path("source") / str(number % 10) / ("%d.txt" % number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text %d\n" % number * 300)


def deploy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def main():
    deploy("source", "target")

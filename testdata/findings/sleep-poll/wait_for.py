"""A file is awaited by asking every ten milliseconds whether it is there."""
import os
import subprocess
import sys
import time

MAKE = "import time; time.sleep(0.7); open('done.flag', 'w').close()"


def set_up():
    if os.path.exists("done.flag"):
        os.unlink("done.flag")


def wait(path):
    while not os.path.exists(path):
        time.sleep(0.01)


def main():
    child = subprocess.Popen([sys.executable, "-c", MAKE])
    wait("done.flag")
    child.wait()

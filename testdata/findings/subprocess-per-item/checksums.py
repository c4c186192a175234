"""A checksum per file, each by a process of its own."""
import os
import subprocess


def set_up():
    os.makedirs("parts", exist_ok=True)
    for number in range(60):
        with open("parts/%02d" % number, "w") as file:
            file.write("part %d\n" % number)


def checksum(path):
    return subprocess.run(["cksum", path], stdout=subprocess.PIPE, check=True).stdout.split()[0]


def main():
    sums = {}
    for name in sorted(os.listdir("parts")):
        sums[name] = checksum(os.path.join("parts", name))
    return sums

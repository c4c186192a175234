"""The same checksums from one process that is given all names."""
import os
import subprocess


def set_up():
    os.makedirs("parts", exist_ok=True)
    for number in range(2000):
        with open("parts/%04d" % number, "w") as file:
            file.write("part %d\n" % number)


def parse(line):
    checksum, size, name = line.split()
    return name.decode(), (int(checksum), int(size))


def main():
    names = sorted(os.path.join("parts", name) for name in os.listdir("parts"))
    out = subprocess.run(["cksum"] + names, stdout=subprocess.PIPE, check=True).stdout
    return dict(map(parse, out.splitlines()))

"""200 files sorted by their time of change: one stat per file, asked once."""
import os


def set_up():
    os.makedirs("backups", exist_ok=True)
    for number in range(200):
        with open("backups/%d" % number, "w") as file:
            file.write("x" * 20000)


def checksum(path):
    with open(path, "rb") as file:
        return sum(file.read()) % 65536


def main():
    paths = sorted((os.path.join("backups", name) for name in os.listdir("backups")), key=os.path.getmtime)
    return {path: checksum(path) for path in paths[-100:]}

"""Unpack the one sdist in a folder: its tests/ to ./tests, and the docs that some tests read."""

import pathlib
import sys
import tarfile


def main():
    (sdist,) = pathlib.Path(sys.argv[1]).glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        for member in archive.getmembers():
            member.name = member.name.partition("/")[2]  # without the folder Django-6.0.10/
            if member.name.startswith("tests/"):
                archive.extract(member, filter="data")


if __name__ == "__main__":
    main()

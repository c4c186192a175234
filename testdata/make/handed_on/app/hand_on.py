"""Write original.prof anew in the way that is named: hand_on.py WAY OUTPUT (see recipe.py)."""

import gzip
import marshal
import pstats
import shutil
import sys


def write(path, data):
    with open(path, "wb") as stream:
        stream.write(data)


def main():
    way, output = sys.argv[1:]
    with open("original.prof", "rb") as stream:
        original = stream.read()
    if way in ("original", "other"):
        shutil.copyfile(way + ".prof", output)
    elif way.startswith("marshal"):
        write(output, marshal.dumps(pstats.Stats("original.prof").stats, int(way[-1])))
    elif way == "added":
        pstats.Stats("original.prof").add("other.prof").dump_stats(output)
    elif way == "stripped":
        pstats.Stats("original.prof").strip_dirs().dump_stats(output)
    elif way == "gz":
        write(output, gzip.compress(original, mtime=0))
    elif way == "zst":
        import zstandard

        write(output, zstandard.compress(original))


if __name__ == "__main__":
    main()

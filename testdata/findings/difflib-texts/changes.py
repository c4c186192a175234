"""Two texts of 400 lines compared with difflib, and the result wrapped."""
import difflib
import textwrap


def lines(step):
    return ["line %d has %d words" % (i, i * step % 17) for i in range(400)]


def main():
    changes = difflib.unified_diff(lines(3), lines(5), lineterm="")
    ratio = difflib.SequenceMatcher(None, " ".join(lines(3)[:60]), " ".join(lines(5)[:60])).ratio()
    return [textwrap.fill(change, 20) for change in changes][:5], ratio

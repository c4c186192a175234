"""traceback.format_exc() for each of 1,500 bad values."""
import traceback

ERRORS = []


def convert(text):
    try:
        return int(text)
    except ValueError:
        ERRORS.append(traceback.format_exc())
        return None


def convert_all(texts):
    out = []
    for text in texts:
        out.append(convert(text))
    return out


def main():
    return len(convert_all(["x%d" % i for i in range(1500)]))

"""Each change of an editor's document copies all of it for undo."""
import copy


class Document:
    def __init__(self, size):
        self.lines = [{"text": "line %d" % i, "marks": [i]} for i in range(size)]
        self.undo = []

    def replace(self, at, text):
        self.undo.append(copy.deepcopy(self.lines))
        self.lines[at]["text"] = text


def type_in(document, texts):
    for at, text in enumerate(texts):
        document.replace(at, text)


def main():
    document = Document(150)
    type_in(document, ["new %d" % i for i in range(120)])
    return len(document.undo)

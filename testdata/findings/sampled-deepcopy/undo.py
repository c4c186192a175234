"""The whole document is copied for each of 240 steps of undo, seen by py-spy."""
import copy


def remember(history, document):
    history.append(copy.deepcopy(document))


def edit(document, steps):
    history = []
    for step in range(steps):
        remember(history, document)
        document["paragraphs"][step]["text"] += "!"
    return history


def main():
    document = {"paragraphs": [{"text": "word " * 3, "style": {"size": i, "marks": [i, i]}} for i in range(900)]}
    return len(edit(document, 240))


if __name__ == "__main__":
    main()

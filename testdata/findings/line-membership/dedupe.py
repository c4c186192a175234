"""`in` a list that grows, for each of 4,000 items."""


def unique(items):
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen


def main():
    return len(unique([i * 7 % 3001 for i in range(6000)]))

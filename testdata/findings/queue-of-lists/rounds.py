"""Players take turns by queue.append(queue.pop(0)) on a list of 30,000."""


def turn(queue):
    queue.append(queue.pop(0))
    return queue[0]


def play(players, turns):
    queue, last = list(range(players)), None
    for _ in range(turns):
        last = turn(queue)
    return last


def main():
    return play(30000, 40000)

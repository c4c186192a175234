"""All seatings of seven guests by a recursive generator, and the best of them."""


def seatings(guests):
    if not guests:
        yield ()
    for at, guest in enumerate(guests):
        for rest in seatings(guests[:at] + guests[at + 1:]):
            yield (guest,) + rest


def peace(seating):
    return sum(abs(a - b) for a, b in zip(seating, seating[1:]))


def main():
    return max(seatings(tuple(range(7))), key=peace)

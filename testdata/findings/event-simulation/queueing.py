"""Customers at two counters, simulated with heapq and data classes: 12,000 events."""
import dataclasses
import heapq
import random


@dataclasses.dataclass(order=True)
class Event:
    time: float
    kind: str = dataclasses.field(compare=False)


class Shop:
    def __init__(self):
        self.events = []
        self.waiting = self.busy = self.served = 0

    def at(self, time, kind):
        heapq.heappush(self.events, Event(time, kind))

    def handle(self, event):
        if event.kind == "arrives":
            self.waiting += 1
        else:
            self.busy -= 1
            self.served += 1
        while self.waiting and self.busy < 2:
            self.waiting -= 1
            self.busy += 1
            self.at(event.time + random.expovariate(1), "leaves")


def main():
    random.seed(9)
    shop, time = Shop(), 0.0
    for _ in range(6000):
        time += random.expovariate(1.6)
        shop.at(time, "arrives")
    while shop.events:
        shop.handle(heapq.heappop(shop.events))
    return shop.served

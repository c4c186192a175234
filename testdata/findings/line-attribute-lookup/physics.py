"""self.world.gravity.x and its like are looked up again and again in the innermost loop."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class World:
    def __init__(self):
        self.gravity = Vector(0.0, -9.81)
        self.wind = Vector(0.3, 0.1)


class Simulation:
    def __init__(self):
        self.world = World()

    def fall(self, steps):
        x = y = 0.0
        for step in range(steps):
            x += self.world.gravity.x * self.world.gravity.x + self.world.wind.x
            y += self.world.gravity.y * self.world.gravity.x + self.world.wind.y
        return x, y


def main():
    return Simulation().fall(150000)

"""A state machine with an Enum: members are compared, never looked up by value."""
import enum


class Light(enum.Enum):
    RED = 1
    GREEN = 2
    YELLOW = 3


AFTER = {Light.RED: Light.GREEN, Light.GREEN: Light.YELLOW, Light.YELLOW: Light.RED}


def cars(light, waiting):
    if light is Light.GREEN:
        return max(0, waiting - 3)
    return waiting + (light is Light.RED)


def main():
    light, waiting = Light.RED, 0
    for _ in range(60000):
        waiting = cars(light, waiting)
        light = AFTER[light]
    return waiting

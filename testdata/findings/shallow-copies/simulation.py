"""dict.copy() and slices for each of 8,000 steps: shallow copies, which are cheap."""
import copy


def step(state, number):
    after = state.copy()
    after["tick"] = number
    after["trail"] = after["trail"][-5:] + [number]
    return after


def main():
    state = {"tick": 0, "trail": [], "name": "s"}
    kept = copy.copy(state)
    for number in range(20000):
        state = step(state, number)
    return state, kept

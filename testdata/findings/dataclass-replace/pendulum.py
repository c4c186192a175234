"""A simulation with frozen dataclasses: dataclasses.replace() makes each new state."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class State:
    x: float
    v: float
    t: int = 0


def step(state):
    return dataclasses.replace(state, x=state.x + state.v * 0.01, v=state.v * 0.999 - state.x * 0.01, t=state.t + 1)


def main():
    state = State(1.0, 0.0)
    for _ in range(8000):
        state = step(state)
    return state

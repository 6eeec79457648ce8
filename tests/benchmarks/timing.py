"""How long something takes, in seconds."""

import os
import time
from collections.abc import Callable, Sequence
from statistics import median

ENOUGH = 1.0  # what takes long is not done often


def quick() -> bool:
    """Whether the command is only tried: everything once, and no number to be trusted."""
    return os.environ.get("BENCHMARK_QUICK") == "1"


def times(number: int) -> int:
    """So many times, or once."""
    return 1 if quick() else number


def timed(action: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def usually(action: Callable[[], object], *, least: int = 3, most: int = 9) -> float:
    """The median of several times, after one that does not count."""
    if quick():
        return timed(action)
    action()
    took: list[float] = []
    while len(took) < least or (len(took) < most and sum(took) < ENOUGH):
        took.append(timed(action))
    return median(took)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]

"""Rounds taken in turn, so that a noisy moment falls on all contestants alike."""

import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 5


def seconds(work: Callable[[], None]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def rounds(contestants: Mapping[str, Callable[[], None]]) -> dict[str, list[float]]:
    """Seconds of each contestant's rounds: A B C, A B C …"""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, work in contestants.items():
            taken[name].append(seconds(work))
    return taken


def print_rates(title: str, unit: str, taken: dict[str, list[float]], count: int) -> None:
    """A line a contestant: median rate, the spread, and the ratio to the first."""
    print(f"\n{title}")
    first = statistics.median(next(iter(taken.values())))
    for name, times in taken.items():
        middle = statistics.median(times)
        low, high = count / max(times), count / min(times)
        print(f"  {name:<44} {count / middle:>9,.0f} {unit}  ({low:,.0f}–{high:,.0f})  ×{first / middle:.2f}")

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
    """A line a contestant: median rate, the spread, and the ratio to each one above it."""
    print(f"\n{title}")
    above: list[float] = []
    for name, times in taken.items():
        middle = statistics.median(times)
        low, high = count / max(times), count / min(times)
        ratios = "".join(f"  ×{other / middle:.2f}" for other in above)
        print(f"  {name:<48} {count / middle:>7,.0f} {unit}  ({low:,.0f}–{high:,.0f}){ratios}")
        above.append(middle)

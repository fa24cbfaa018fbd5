"""`make bench`: every figure beside its floor, in one run."""

import platform

from knowledge.library import load_knowledge
from tests.bench.answering import bench_answering
from tests.bench.entering import bench_entering
from tests.bench.reminding import bench_reminding
from tests.bench.running import bench_running
from tests.bench.turns import bench_turns

if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}; medians of rounds taken in turn")
    knowledge = load_knowledge()
    bench_turns(knowledge)
    bench_entering(knowledge)
    bench_answering(knowledge)
    bench_running()
    bench_reminding(load_knowledge())

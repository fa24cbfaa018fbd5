"""Time to ready and idle memory of the real program, beside a bare interpreter's."""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.measure import seconds

RUNS = 3


def bench_running() -> None:
    """Prints the medians."""
    with tempfile.TemporaryDirectory() as folder:
        measured = [_start_once(Path(folder) / "data") for _ in range(RUNS)]
    bare = statistics.median(seconds(_bare_start) for _ in range(RUNS))
    print("\nThe running program (tcpl run, SQLite)")
    print(f"  {'start → /healthz answers':<44} {statistics.median(t for t, _ in measured):>9.2f} s")
    print(f"  {'floor: interpreter imports the libraries':<44} {bare:>9.2f} s")
    print(f"  {'idle memory (resident)':<44} {statistics.median(m for _, m in measured):>9.0f} MiB")


def _bare_start() -> None:
    libraries = "import telegram, httpx, sqlalchemy, rapidfuzz, apscheduler, starlette, uvicorn, pydantic"
    subprocess.run([sys.executable, "-c", libraries], check=True)


def _start_once(folder: Path) -> tuple[float, float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "TCPL_DATA_DIR": str(folder), "TCPL_PORT": str(port)}
    started = time.perf_counter()
    program = [str(Path(sys.executable).with_name("tcpl")), "run"]
    process = subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_healthy(port)
        ready = time.perf_counter() - started
        time.sleep(2)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        resident = int(status.split("VmRSS:")[1].split()[0]) / 1024
    finally:
        process.kill()
        process.wait()
    return ready, resident


def _wait_until_healthy(port: int) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
                assert json.load(answer)["status"] == "ok"
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError

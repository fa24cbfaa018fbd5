"""The real `tcpl demo` as a process on a free port with data of its own; it can be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

TCPL = Path(sys.executable).with_name("tcpl")
TODAY = "2026-11-22"
PATIENCE = 60.0


class Demo:
    """One demo; `links` are the personas' sign-in links in the order in which it prints them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def links(self) -> list[str]:
        printed = (self._folder / "printed.txt").read_text()
        return re.findall(r"http://\S+/vao/\S+", printed)

    @property
    def database(self) -> Path:
        return self._folder / "data" / "tcpl.db"

    @property
    def log(self) -> str:
        return (self._folder / "log.txt").read_text()

    def start(self) -> None:
        environ = {**os.environ, "TCPL_DATA_DIR": str(self._folder / "data"), "TCPL_PORT": str(self.port)}
        command = [str(TCPL), "demo", "--today", TODAY]
        with (self._folder / "printed.txt").open("wb") as printed, (self._folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(command, env=environ, stdout=printed, stderr=log)
        self._wait_until_up(self._process)

    def _wait_until_up(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + PATIENCE
        while not self._is_up():
            assert process.poll() is None, self.log
            assert time.monotonic() < end, "the demo did not start"
            time.sleep(0.1)

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)

    def invite(self, unit: str) -> str:
        """A fresh invitation code."""
        environ = {**os.environ, "TCPL_DATA_DIR": str(self._folder / "data"), "TCPL_PORT": str(self.port)}
        command = [str(TCPL), "invite", "--unit", unit, "--role", "official"]
        said = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
        return str(re.findall(r"/moi/(\S+)", said)[0])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

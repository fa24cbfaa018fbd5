"""The real program as processes for tests: `tcpl run` against the fake of Zalo."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fake_zalo import FakeZalo

TCPL = Path(sys.executable).with_name("tcpl")


@dataclass(frozen=True)
class ZaloProgram:
    """What `tcpl` finds in its environment; its log is folder/log.txt."""

    fake: FakeZalo
    folder: Path
    port: int
    webhook: bool

    @property
    def environ(self) -> dict[str, str]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("TCPL_")} | {
            "TCPL_ZALO_TOKEN": self.fake.token,
            "TCPL_ZALO_API_URL": self.fake.url,
            "TCPL_DATA_DIR": str(self.folder),
            "TCPL_PORT": str(self.port),
        }
        return environ | ({"TCPL_PUBLIC_URL": f"http://127.0.0.1:{self.port}"} if self.webhook else {})

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text()

    @contextmanager
    def running(self, end: signal.Signals) -> Iterator[None]:
        """One life, from the first call to Zalo until the signal."""
        first = "setWebhook" if self.webhook else "deleteWebhook"
        starts = len(self.fake.calls(first))
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen([TCPL, "run"], env=self.environ, stdout=log, stderr=log)
            try:
                self.fake.until(lambda: len(self.fake.calls(first)) > starts or process.poll() is not None, 60)
                assert process.poll() is None, self.log
                yield
            finally:
                process.send_signal(end)
                process.wait(20)

    def command(self, *words: str) -> str:
        """Runs `tcpl words…` and returns what it prints."""
        done = subprocess.run([TCPL, *words], env=self.environ, capture_output=True, text=True, check=True)
        return done.stdout

"""The record of every call with its time, in memory and, if asked, as JSON lines in a file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.fake_telegram.refusal import Json


@dataclass(frozen=True)
class Call:
    """One call of the bot; `code` is 0 when the connection was cut without an answer."""

    at: float
    method: str
    params: Json
    code: int
    result: Any = None
    description: str = ""

    @property
    def sent(self) -> bool:
        return isinstance(self.result, dict) and "message_id" in self.result


class Journal:
    def __init__(self, path: Path | None) -> None:
        self.calls: list[Call] = []
        self._file = path.open("a", encoding="utf-8") if path else None

    def note(self, call: Call) -> None:
        self.calls.append(call)
        if self._file:
            self._file.write(json.dumps(asdict(call), ensure_ascii=False) + "\n")
            self._file.flush()

    def close(self) -> None:
        if self._file:
            self._file.close()

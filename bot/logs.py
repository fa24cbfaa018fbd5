"""One JSON line an event: ids, counts and codes, never a person's words, names or tokens."""

import json
import logging
import sys
import traceback
from types import TracebackType

Field = str | int | float | bool | None
_log = logging.getLogger("tcpl")


def event(name: str, *, error: BaseException | None = None, **fields: Field) -> None:
    """Logs an event; pass ids and codes only. An error is logged by its type and where it rose."""
    level = logging.ERROR if error else logging.INFO
    _log.log(level, name, extra={"fields": fields}, exc_info=error)


class JsonLines(logging.Formatter):
    """Formats our events in full, and of other libraries' records only where they come from."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {"at": self.formatTime(record), "level": record.levelname.lower()}
        if record.name == _log.name:
            line |= {"event": record.msg} | record.__dict__.get("fields", {})
        else:
            # Their messages may hold addresses with tokens or SQL with words.
            line |= {"event": "library", "logger": record.name, "line": f"{record.filename}:{record.lineno}"}
        if record.exc_info and record.exc_info[1]:
            line |= describe(record.exc_info[1], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def describe(error: BaseException, trace: TracebackType | None) -> dict[str, object]:
    """The type of an error, of its cause, and the frames; not its message, which may quote what a person wrote."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    cause = error.__cause__
    described: dict[str, object] = {"error": type(error).__name__, "trace": frames[-12:]}
    return described | ({"cause": describe(cause, cause.__traceback__)} if cause else {})


def start_logging(level: int = logging.INFO) -> None:
    """Sends all log records to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "uvicorn.access", "telegram", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

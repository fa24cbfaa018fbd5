"""Fault codes: short enough to read over the telephone, the same for the person and in the log."""

import secrets

from bot import logs
from handlers.typed import CODE_ALPHABET


def report(name: str, error: BaseException, **fields: logs.Field) -> str:
    """Logs the error under a new code and returns the code, for the person who met it."""
    code = "L-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(6))
    logs.event(name, error=error, fault=code, **fields)
    return code

"""The key that signs links and cookies: from the environment, else made once and kept beside the data."""

import os
import secrets
from pathlib import Path

from bot.settings import Settings


def load_secret(settings: Settings) -> bytes:
    """The signing key; a new one is written with owner-only rights, and two processes that start at once agree."""
    if settings.secret_key:
        return settings.secret_key.encode()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / "secret.key"
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Writes a key whole under another name first, so that nobody ever reads half of one."""
    draft = path.with_name(f".{secrets.token_hex(8)}.key")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was faster: its key is the one.
    finally:
        draft.unlink()

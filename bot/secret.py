"""The key that signs links and cookies: from the environment, else made once and kept beside the data."""

import os
import secrets

from bot.settings import Settings


def load_secret(settings: Settings) -> bytes:
    """The signing key; a new one is written with owner-only rights, and two processes that start at once agree."""
    if settings.secret_key:
        return settings.secret_key.encode()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_hex(32).encode()
        file.write(key)
    return key

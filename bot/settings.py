"""The settings of a running program, read from the environment once and passed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

TELEGRAM_API = "https://api.telegram.org"
ZALO_API = "https://bot-api.zaloplatforms.com"


class SettingsError(ValueError):
    """A setting that cannot be used; `name` is the variable, `example` a value that can."""

    def __init__(self, name: str, example: str) -> None:
        super().__init__(f"{name}: {example}")
        self.name, self.example = name, example


@dataclass(frozen=True)
class Settings:
    """Everything the environment says; secrets are left out of the repr."""

    database_url: str
    data_dir: Path
    regulations_dir: Path | None
    host: str
    port: int
    public_url: str | None
    timezone: str
    telegram_api_url: str
    zalo_api_url: str
    telegram_token: str | None
    zalo_token: str | None
    webhook_secret: str | None
    secret_key: str | None

    def __repr__(self) -> str:
        return f"Settings(data_dir={self.data_dir}, port={self.port})"

    @property
    def base_url(self) -> str:
        """Where people reach the web page, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Reads and checks the variables named TCPL_…; raises SettingsError for the first that cannot be used."""
    data_dir = Path(environ.get("TCPL_DATA_DIR") or "var").absolute()
    regulations_dir = environ.get("TCPL_REGULATIONS_DIR")
    return Settings(
        database_url=_database_url(environ.get("TCPL_DATABASE_URL") or f"sqlite:///{data_dir / 'tcpl.db'}"),
        data_dir=data_dir,
        regulations_dir=Path(regulations_dir) if regulations_dir else None,
        host=environ.get("TCPL_HOST") or "127.0.0.1",
        port=_port(environ.get("TCPL_PORT") or "8080"),
        public_url=_url("TCPL_PUBLIC_URL", environ.get("TCPL_PUBLIC_URL")),
        timezone=_zone(environ.get("TCPL_TIMEZONE") or "Asia/Ho_Chi_Minh"),
        telegram_api_url=_url("TCPL_TELEGRAM_API_URL", environ.get("TCPL_TELEGRAM_API_URL")) or TELEGRAM_API,
        zalo_api_url=_url("TCPL_ZALO_API_URL", environ.get("TCPL_ZALO_API_URL")) or ZALO_API,
        telegram_token=environ.get("TCPL_TELEGRAM_TOKEN") or None,
        zalo_token=environ.get("TCPL_ZALO_TOKEN") or None,
        webhook_secret=environ.get("TCPL_WEBHOOK_SECRET") or None,
        secret_key=environ.get("TCPL_SECRET_KEY") or None,
    )


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and 0 <= int(value) <= 65535:
        return int(value)
    raise SettingsError("TCPL_PORT", "8080")


def _url(name: str, value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise SettingsError(name, "https://tcpl.example.gov.vn")
    return value.rstrip("/") if value else None


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError) as error:
        raise SettingsError("TCPL_TIMEZONE", "Asia/Ho_Chi_Minh") from error
    return value


def _database_url(value: str) -> str:
    try:
        known = make_url(value).get_backend_name() in ("sqlite", "postgresql")
    except ArgumentError:
        known = False
    if not known:
        raise SettingsError("TCPL_DATABASE_URL", "sqlite:////srv/tcpl/tcpl.db, postgresql://user@host/tcpl")
    return value

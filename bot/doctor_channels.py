"""The doctor asks Telegram and Zalo whether they know the bot; a token never reaches the report."""

from collections.abc import Iterator

import httpx

from bot.doctor import Check, check
from bot.settings import Settings

SECONDS = 5.0
# Both answer so to a token that they do not know.
_REFUSALS = (400, 401, 403, 404)


def examine_channels(settings: Settings) -> Iterator[Check]:
    """One check a channel with a token of its own."""
    yield _bot("telegram", settings.telegram_api_url, settings.telegram_token)
    yield _bot("zalo", settings.zalo_api_url, settings.zalo_token)


def _bot(channel: str, api: str, token: str | None) -> Check:
    variable = f"TCPL_{channel.upper()}_TOKEN"
    if not token:
        return check(channel, "bot_unset", ok=True, variable=variable)
    try:
        answer = httpx.post(f"{api}/bot{token}/getMe", timeout=SECONDS)
        said = answer.json()
        known = said["result"] if said["ok"] else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError) as error:
        # Only the kind of the error: its message quotes the address, and that holds the token.
        return check(channel, "bot_away", ok=False, why=type(error).__name__, address=api)
    if known is None:
        return _refused(channel, answer.status_code, variable, api)
    name = known.get("username") or known.get("account_name") or known.get("id")
    return check(channel, "bot_ok", ok=True, name=name)


def _refused(channel: str, status: int, variable: str, api: str) -> Check:
    if status in (200, *_REFUSALS):
        return check(channel, "bot_refused", ok=False, variable=variable)
    return check(channel, "bot_away", ok=False, why=str(status), address=api)

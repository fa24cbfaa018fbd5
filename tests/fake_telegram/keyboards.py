"""Checks reply_markup as Telegram does; only an inline keyboard comes back with the message."""

import json
import re

from tests.fake_telegram.refusal import Json, bad_request

ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")
WEB_ADDRESS = re.compile(r"(?:https?|tg)://[^\s/]+\.[^\s]+|tg://\S+")
MOST_BUTTONS = 100


def read_markup(raw: str | Json | None) -> Json | None:
    """The inline keyboard to show, or None; every wrong markup is refused."""
    if raw is None or raw == "":
        return None
    markup = _parsed(raw)
    if "inline_keyboard" in markup:
        rows = [[_button(one) for one in _list(row)] for row in _list(markup["inline_keyboard"])]
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None
    if not any(kind in markup for kind in OTHER_KINDS):
        raise bad_request("object expected as reply markup")
    return None


def _parsed(raw: str | Json) -> Json:
    try:
        markup = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError as fault:
        raise bad_request("can't parse reply keyboard markup JSON object") from fault
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    return markup


def _list(value: object) -> list[Json]:
    if not isinstance(value, list):
        raise bad_request("can't parse inline keyboard: Array expected")
    return value


def _button(button: Json) -> Json:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not WEB_ADDRESS.fullmatch(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")

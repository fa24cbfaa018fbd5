"""A text as Telegram takes it: cleaned, parsed, trimmed, and refused when empty or too long."""

import re

from tests.fake_telegram.html_text import read_html, utf16_length
from tests.fake_telegram.refusal import Json, bad_request

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
# Characters that show nothing: a message of these alone counts as empty.
INVISIBLE = " \n\t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def read_text(raw: str, parse_mode: str | None) -> tuple[str, list[Json]]:
    """The plain text and its entities, without the spaces around it."""
    cleaned = CONTROL.sub(" ", raw.replace("\r", ""))
    plain, entities = _parsed(cleaned, parse_mode)
    start = utf16_length(plain) - utf16_length(plain.lstrip())
    trimmed = plain.strip()
    return trimmed, _moved(entities, start, utf16_length(trimmed))


def _parsed(text: str, parse_mode: str | None) -> tuple[str, list[Json]]:
    if not parse_mode:
        return text, []
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return read_html(text)


def _moved(entities: list[Json], start: int, length: int) -> list[Json]:
    moved = []
    for entity in entities:
        begin = max(entity["offset"] - start, 0)
        end = min(entity["offset"] - start + entity["length"], length)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return moved


def message_text(raw: str | None, parse_mode: str | None) -> tuple[str, list[Json]]:
    plain, entities = read_text(raw or "", parse_mode)
    if not plain.strip(INVISIBLE):
        raise bad_request("message text is empty")
    # Counted in UTF-16 units, the stricter of the two counts seen in the wild.
    if utf16_length(plain) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return plain, entities


def caption_text(raw: str | None, parse_mode: str | None) -> tuple[str, list[Json]]:
    plain, entities = read_text(raw or "", parse_mode)
    if utf16_length(plain) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return plain, entities

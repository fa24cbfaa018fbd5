"""Reads parse_mode=HTML as strictly as Telegram's documentation is written: text and entities, or a refusal."""

import html
import re
from dataclasses import dataclass, field

from tests.fake_telegram.refusal import Json, bad_entities

TOKEN = re.compile(r"<[^<>]*>|&#?\w{1,10};|[^<>&]+|[<>&]")
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>\Z")
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
# The attributes that a tag must carry, or may carry, in full.
NEEDED = {
    "span": re.compile(r'\s+class="tg-spoiler"'),
    "a": re.compile(r'\s+href="([^"]+)"'),
    "tg-emoji": re.compile(r'\s+emoji-id="(\d+)"'),
}
ALLOWED = {"code": re.compile(r'(?:\s+class="language-[^"]+")?'), "blockquote": re.compile(r"(?:\s+expandable)?")}
NO_ATTRIBUTES = re.compile(r"")


def utf16_length(text: str) -> int:
    """Telegram counts in UTF-16 units: one emoji is two."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Open:
    tag: str
    offset: int
    attribute: str | None


@dataclass
class Reading:
    """What has been read so far; `at` is the byte offset that a refusal names."""

    plain: list[str] = field(default_factory=list)
    length: int = 0
    at: int = 0
    stack: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def take(self, token: str) -> None:
        if token.startswith("<") and len(token) > 1:
            self._tag(token)
        elif token in "<>&":
            raise bad_entities(f'Character "{token}" must be escaped at byte offset {self.at}')
        else:
            self._text(_character(token, self.at) if token.startswith("&") else token)
        self.at += len(token.encode())

    def _text(self, text: str) -> None:
        self.plain.append(text)
        self.length += utf16_length(text)

    def _tag(self, token: str) -> None:
        found = TAG.match(token)
        if found is None or found[2].lower() not in KINDS:
            raise bad_entities(f'Unsupported start tag "{token.strip("</>")}" at byte offset {self.at}')
        closing, tag, attributes = found[1], found[2].lower(), found[3]
        if closing:
            self._close(tag)
        else:
            self.stack.append(Open(tag, self.length, _attribute(tag, attributes, self.at)))

    def _close(self, tag: str) -> None:
        if not self.stack:
            raise bad_entities(f"Unexpected end tag at byte offset {self.at}")
        opened = self.stack.pop()
        if opened.tag != tag:
            raise bad_entities(
                f'Unmatched end tag at byte offset {self.at}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.offset:
            self.entities.append(_entity(opened, self.length))


def _attribute(tag: str, written: str, at: int) -> str | None:
    rule = NEEDED.get(tag) or ALLOWED.get(tag, NO_ATTRIBUTES)
    found = rule.fullmatch(written)
    if found is None:
        raise bad_entities(f'Tag "{tag}" has wrong attributes at byte offset {at}')
    return html.unescape(found[1]) if found.groups() else None


def _entity(opened: Open, end: int) -> Json:
    entity: Json = {"type": KINDS[opened.tag], "offset": opened.offset, "length": end - opened.offset}
    if opened.tag == "a":
        entity["url"] = opened.attribute
    if opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = opened.attribute
    return entity


def _character(token: str, at: int) -> str:
    if token.startswith("&#"):
        return html.unescape(token)
    if token not in ENTITIES:
        raise bad_entities(f'Unsupported entity "{token}" at byte offset {at}')
    return ENTITIES[token]


def read_html(text: str) -> tuple[str, list[Json]]:
    reading = Reading()
    for token in TOKEN.findall(text):
        reading.take(token)
    if reading.stack:
        raise bad_entities(f'Can\'t find end tag corresponding to start tag "{reading.stack[-1].tag}"')
    return "".join(reading.plain), sorted(reading.entities, key=lambda one: (one["offset"], -one["length"]))

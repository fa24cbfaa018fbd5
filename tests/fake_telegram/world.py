"""All that the fake knows: chats, messages, files, button presses, the feed, the record."""

import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.fake_telegram.faults import FaultPlan
from tests.fake_telegram.feed import Feed
from tests.fake_telegram.flood import FloodGate
from tests.fake_telegram.journal import Journal
from tests.fake_telegram.refusal import Json, bad_request, forbidden
from tests.fake_telegram.webhook import Webhook


@dataclass
class Message:
    """A message as it stands; `offered` is every button it ever showed, since a slow phone may still show it."""

    raw: Json
    by_bot: bool
    offered: set[str] = field(default_factory=set)


@dataclass
class Chat:
    raw: Json
    messages: dict[int, Message] = field(default_factory=dict)
    blocked: bool = False

    @property
    def id(self) -> int:
        return int(self.raw["id"])


@dataclass
class StoredFile:
    """`size` may be declared larger than the content: a test need not move 20 MB to be refused."""

    id: str
    name: str
    mime: str
    content: bytes
    size: int

    @property
    def path(self) -> str:
        return f"files/{self.id}/{self.name}"


class World:
    def __init__(self, token: str, log: Path | None = None) -> None:
        self.token = token
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, float] = {}
        self.query_age = 60.0
        self.commands: list[Json] = []
        self.feed = Feed()
        self.faults = FaultPlan()
        self.flood = FloodGate()
        self.journal = Journal(log)
        self.webhook = Webhook(self.feed)
        self.numbers = count(1)

    @property
    def me(self) -> Json:
        return {"id": int(self.token.partition(":")[0]), "is_bot": True, "first_name": "TCPL", "username": "tcpl_bot"}

    def now(self) -> float:
        return time.time()

    def chat(self, chat_id: object) -> Chat:
        """The chat the bot may write to, or the refusal Telegram gives."""
        chat = self.chats.get(_whole(chat_id))
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            private = chat.raw["type"] == "private"
            raise forbidden("bot was blocked by the user" if private else "bot was kicked from the group chat")
        return chat

    def keep_file(self, name: str, mime: str, content: bytes, size: int | None = None) -> StoredFile:
        number = next(self.numbers)
        stored = StoredFile(f"FILE{number:06d}", name, mime, content, len(content) if size is None else size)
        self.files[stored.id] = stored
        return stored


def _whole(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0

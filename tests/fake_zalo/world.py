"""All that the fake knows: who wrote to the bot, the feed, the faults, the record."""

import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.fake_telegram.journal import Journal
from tests.fake_zalo.faults import FaultPlan
from tests.fake_zalo.feed import Feed
from tests.fake_zalo.refusal import BLOCKED, NO_CHAT, Json
from tests.fake_zalo.webhook import Webhook


@dataclass
class Chat:
    id: str
    name: str
    blocked: bool = False


class World:
    def __init__(self, token: str, log: Path | None = None) -> None:
        self.token = token
        self.chats: dict[str, Chat] = {}
        self.feed = Feed()
        self.faults = FaultPlan()
        self.journal = Journal(log)
        self.webhook = Webhook(self.feed)
        self.numbers = count(1)

    def now(self) -> float:
        return time.time()

    def next_id(self) -> str:
        return f"{next(self.numbers):016x}"

    def chat(self, chat_id: object) -> Chat:
        """The chat the bot may write to: only whoever wrote first has one."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, str) else None
        if chat is None:
            raise NO_CHAT
        if chat.blocked:
            raise BLOCKED
        return chat

    def meet(self, user: str, name: str) -> Chat:
        return self.chats.setdefault(user, Chat(user, name))

    def message(self, chat: Chat, content: Json, chat_type: str = "PRIVATE") -> Json:
        sender = {"id": chat.id, "display_name": chat.name, "is_bot": False}
        return {
            "from": sender,
            "chat": {"id": chat.id, "chat_type": chat_type},
            "message_id": self.next_id(),
            "date": int(self.now() * 1000),
            **content,
        }

"""What the user does, as the updates that Telegram makes of it."""

import re
from typing import Any

from tests.fake_telegram.attachments import document_json, photo_json
from tests.fake_telegram.refusal import Json
from tests.fake_telegram.world import Chat, Message, World

COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@\w+)?")


def person(user: int, name: str) -> Json:
    return {"id": user, "is_bot": False, "first_name": name, "language_code": "vi"}


def private_chat(world: World, user: int, name: str = "Người dùng") -> Chat:
    raw = {"id": user, "type": "private", "first_name": name}
    return world.chats.setdefault(user, Chat(raw))


def group_chat(world: World, group: int) -> Chat:
    return world.chats.setdefault(group, Chat({"id": group, "type": "supergroup", "title": "Nhóm"}))


def new_message(world: World, chat: Chat, sender: Json, content: Json) -> Json:
    raw: Json = {
        "message_id": next(world.numbers),
        "from": sender,
        "chat": chat.raw,
        "date": int(world.now()),
        **content,
    }
    chat.messages[raw["message_id"]] = Message(raw, by_bot=False)
    return raw


def text_content(text: str) -> Json:
    found = COMMAND.match(text)
    entities = [{"type": "bot_command", "offset": 0, "length": found.end()}] if found else []
    return {"text": text} | ({"entities": entities} if entities else {})


def document_content(world: World, name: str, mime: str, content: bytes, size: int | None) -> Json:
    return {"document": document_json(world.keep_file(name, mime, content, size))}


def photo_content(world: World, content: bytes) -> Json:
    """Two sizes, the largest last, as Telegram lists them."""
    small = photo_json(world.keep_file("small.jpg", "image/jpeg", content), 90, 60)
    return {"photo": [small, photo_json(world.keep_file("photo.jpg", "image/jpeg", content), 900, 600)]}


def plain_content(kind: str) -> Json:
    """Kinds a bot may not support, each with what PTB needs to read it."""
    file = {"file_id": f"{kind}1", "file_unique_id": f"U{kind}1", "file_size": 1000}
    contents: dict[str, Any] = {
        "sticker": {
            **file,
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        },
        "voice": {**file, "duration": 3, "mime_type": "audio/ogg"},
        "video": {**file, "width": 640, "height": 480, "duration": 3, "mime_type": "video/mp4"},
        "location": {"latitude": 16.4, "longitude": 107.5},
        "contact": {"phone_number": "+84900000000", "first_name": "A"},
    }
    return {kind: contents[kind]}


def press(world: World, chat: Chat, sender: Json, message: Message, data: str) -> int | None:
    query_id = str(4_000_000_000 + next(world.numbers))
    world.queries[query_id] = world.now()
    query = {
        "id": query_id,
        "from": sender,
        "message": message.raw,
        "chat_instance": str(chat.id),
        "data": data,
    }
    return world.feed.add("callback_query", query)


def membership(world: World, chat: Chat, sender: Json, blocked: bool) -> int | None:
    chat.blocked = blocked
    now, before = ("kicked", "member") if blocked else ("member", "kicked")
    change = {"chat": chat.raw, "from": sender, "date": int(world.now())}
    return world.feed.add(
        "my_chat_member",
        {**change, "old_chat_member": _member(world, before), "new_chat_member": _member(world, now)},
    )


def _member(world: World, status: str) -> Json:
    member: Json = {"user": world.me, "status": status}
    return member | ({"until_date": 0} if status == "kicked" else {})

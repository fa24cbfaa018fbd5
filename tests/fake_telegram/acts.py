"""The acts of the user's side, each from a JSON object: `user` always, `group` when it happens in one."""

from base64 import b64decode
from collections.abc import Callable

from tests.fake_telegram import people
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.refusal import Json
from tests.fake_telegram.world import Chat, Message, World


class WrongActError(Exception):
    """The test asks for what no user could do."""


def says(world: World, act: Json) -> int | None:
    return _message(world, act, people.text_content(act["text"]))


def sends(world: World, act: Json) -> int | None:
    """A sticker, a voice message, a location: whatever plain_content knows."""
    return _message(world, act, people.plain_content(act["kind"]))


def sends_document(world: World, act: Json) -> int | None:
    bytes_ = b64decode(act["content"])
    content = people.document_content(world, act["file_name"], act["mime"], bytes_, act.get("size"))
    return _message(world, act, content | _caption(act))


def sends_photo(world: World, act: Json) -> int | None:
    return _message(world, act, people.photo_content(world, b64decode(act["content"])) | _caption(act))


def edits(world: World, act: Json) -> int | None:
    message = _chat(world, act).messages[act["message_id"]]
    message.raw = {**message.raw, **people.text_content(act["text"]), "edit_date": int(world.now())}
    return world.feed.add("edited_message", message.raw)


def presses(world: World, act: Json) -> int | None:
    chat = _chat(world, act)
    message = chat.messages.get(act["message_id"]) if "message_id" in act else _last_keyboard(chat)
    if message is None:
        raise WrongActError("no message with a keyboard")
    data = act.get("data") or _labelled(message, act["label"])
    if data not in message.offered:
        raise WrongActError("that message never had such a button")
    return people.press(world, chat, _sender(act), message, data)


def opens_chat(world: World, act: Json) -> int | None:
    _chat(world, act)
    return None


def blocks(world: World, act: Json) -> int | None:
    return people.membership(world, _chat(world, act), _sender(act), blocked=act["blocked"])


def poison(world: World, act: Json) -> int | None:
    """A message without its message_id: valid JSON that PTB cannot read."""
    message = people.new_message(world, _chat(world, act), _sender(act), people.text_content("hỏng"))
    return world.feed.add("message", {name: value for name, value in message.items() if name != "message_id"})


def update(world: World, act: Json) -> int | None:
    return world.feed.add(act["kind"], act["content"])


def again(world: World, act: Json) -> int | None:
    world.feed.put(act["update"])
    return None


def order_fault(world: World, act: Json) -> int | None:
    world.faults.ordered.append(Fault(**act))
    return None


def set_limits(world: World, act: Json) -> int | None:
    world.flood.enabled = act.get("flood", world.flood.enabled)
    world.query_age = act.get("query_age", world.query_age)
    return None


def _message(world: World, act: Json, content: Json) -> int | None:
    return world.feed.add("message", people.new_message(world, _chat(world, act), _sender(act), content))


def _chat(world: World, act: Json) -> Chat:
    if "group" in act:
        return people.group_chat(world, act["group"])
    return people.private_chat(world, act["user"], act.get("name", "Người dùng"))


def _sender(act: Json) -> Json:
    return people.person(act["user"], act.get("name", "Người dùng"))


def _caption(act: Json) -> Json:
    return {"caption": act["caption"]} if act.get("caption") else {}


def _last_keyboard(chat: Chat) -> Message | None:
    return next((one for one in reversed(chat.messages.values()) if "reply_markup" in one.raw), None)


def _labelled(message: Message, label: str) -> str:
    rows = message.raw.get("reply_markup", {}).get("inline_keyboard", [])
    found = [button for row in rows for button in row if label in button["text"]]
    if not found:
        raise WrongActError("no button with that label")
    return str(found[0].get("callback_data", ""))


ACTS: dict[str, Callable[[World, Json], int | None]] = {
    act.__name__: act
    for act in (
        says,
        sends,
        sends_document,
        sends_photo,
        edits,
        presses,
        opens_chat,
        blocks,
        poison,
        update,
        again,
        order_fault,
        set_limits,
    )
}

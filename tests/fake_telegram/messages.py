"""sendMessage, the edits and deleteMessage."""

from tests.fake_telegram.keyboards import read_markup
from tests.fake_telegram.params import Params
from tests.fake_telegram.refusal import Json, bad_request
from tests.fake_telegram.text import message_text
from tests.fake_telegram.world import Chat, Message, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def send_message(world: World, params: Params) -> Json:
    chat = world.chat(params.text("chat_id"))
    text, entities = message_text(params.text("text"), params.text("parse_mode"))
    return keep_sent(world, chat, params, {"text": text} | _listed("entities", entities))


def keep_sent(world: World, chat: Chat, params: Params, content: Json) -> Json:
    """Stores the bot's new message and returns it as the method's result."""
    markup = read_markup(params.values.get("reply_markup"))
    raw: Json = {
        "message_id": next(world.numbers),
        "from": world.me,
        "chat": chat.raw,
        "date": int(world.now()),
        **content,
    }
    if markup:
        raw["reply_markup"] = markup
    chat.messages[raw["message_id"]] = Message(raw, by_bot=True, offered=offered(markup))
    return dict(raw)


def offered(markup: Json | None) -> set[str]:
    rows = (markup or {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


async def edit_message_text(world: World, params: Params) -> Json:
    message = _editable(world, params, "edited")
    text, entities = message_text(params.text("text"), params.text("parse_mode"))
    return _replaced(world, message, params, {"text": text} | _listed("entities", entities))


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    message = _editable(world, params, "edited")
    kept = {name: message.raw[name] for name in _CONTENT if name in message.raw}
    return _replaced(world, message, params, kept)


async def delete_message(world: World, params: Params) -> bool:
    _editable(world, params, "deleted")
    del world.chat(params.text("chat_id")).messages[params.whole("message_id", 0)]
    return True


_CONTENT = ("text", "entities", "document", "photo", "caption", "caption_entities")


def _replaced(world: World, message: Message, params: Params, content: Json) -> Json:
    markup = read_markup(params.values.get("reply_markup"))
    new = content | ({"reply_markup": markup} if markup else {})
    now = {name: message.raw[name] for name in (*_CONTENT, "reply_markup") if name in message.raw}
    if new == now:
        raise bad_request(NOT_MODIFIED)
    head = {name: message.raw[name] for name in ("message_id", "from", "chat", "date")}
    message.raw = {**head, "edit_date": int(world.now()), **new}
    message.offered |= offered(markup)
    return dict(message.raw)


def _editable(world: World, params: Params, done: str) -> Message:
    message = world.chat(params.text("chat_id")).messages.get(params.whole("message_id", 0))
    if message is None:
        raise bad_request(f"message to {'edit' if done == 'edited' else 'delete'} not found")
    if not message.by_bot:
        raise bad_request(f"message can't be {done}")
    return message


def _listed(name: str, entities: list[Json]) -> Json:
    return {name: entities} if entities else {}

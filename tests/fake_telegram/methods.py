"""The methods of the Bot API that the fake knows, by lower-case name."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fake_telegram.attachments import get_file, send_document, send_photo
from tests.fake_telegram.messages import delete_message, edit_message_reply_markup, edit_message_text, send_message
from tests.fake_telegram.params import Params
from tests.fake_telegram.refusal import Json, bad_request, conflict
from tests.fake_telegram.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
ADDRESS = re.compile(r"https://\S+|http://127\.0\.0\.1(?::\d+)?(?:/\S*)?")
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def get_me(world: World, params: Params) -> Json:
    may = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return {**world.me, **may}


async def get_updates(world: World, params: Params) -> list[Json]:
    if world.webhook.url:
        raise conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook")
    _note_allowed(world, params)
    limit = min(max(params.whole("limit", 100), 1), 100)
    return await world.feed.poll(params.whole("offset", 0), limit, min(params.whole("timeout", 0), 50))


async def set_webhook(world: World, params: Params) -> bool:
    url, secret = params.text("url") or "", params.text("secret_token") or ""
    if url and not ADDRESS.fullmatch(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _note_allowed(world, params)
    _drop_if_asked(world, params)
    world.webhook.set(url, secret)
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    _drop_if_asked(world, params)
    world.webhook.set("", "")
    return True


async def get_webhook_info(world: World, params: Params) -> Json:
    return world.webhook.info()


async def answer_callback_query(world: World, params: Params) -> bool:
    asked = world.queries.get(params.text("callback_query_id") or "")
    if asked is None or world.now() - asked > world.query_age:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.text("text") or "") > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    return True


async def send_chat_action(world: World, params: Params) -> bool:
    world.chat(params.text("chat_id"))
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


async def set_my_commands(world: World, params: Params) -> bool:
    commands: list[Json] = params.json("commands", [])
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands = commands
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands


def _note_allowed(world: World, params: Params) -> None:
    """The list stays as it was when the parameter is left out, as at Telegram."""
    allowed = params.json("allowed_updates")
    if allowed is not None:
        world.feed.allow(allowed)


def _drop_if_asked(world: World, params: Params) -> None:
    if (params.text("drop_pending_updates") or "").lower() == "true":
        world.feed.confirm(len(world.feed.pending))


METHODS: dict[str, Callable[[World, Params], Awaitable[Any]]] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
}
# What counts against the sending limits.
SENDING = {"sendmessage", "senddocument", "sendphoto", "editmessagetext", "editmessagereplymarkup"}

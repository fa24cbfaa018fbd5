"""The methods of the Bot Platform that are known from source; parameters that are not are refused."""

import re
from collections.abc import Awaitable, Callable

import httpx

from tests.fake_zalo.refusal import NO_METHOD, WEBHOOK_ACTIVE, Json, bad_request
from tests.fake_zalo.world import World

LONGEST_TEXT = 2000
ADDRESS = re.compile(r"https://\S+|http://127\.0\.0\.1(?::\d+)?(?:/\S*)?")
Method = Callable[[World, Json], Awaitable[Json]]


async def get_me(world: World, asked: Json) -> Json:
    name = {"account_name": "bot.tcpl", "account_type": "BASIC", "can_join_groups": False}
    return {"id": world.token.partition(":")[0], **name}


async def get_updates(world: World, asked: Json) -> Json:
    if world.webhook.url:
        raise WEBHOOK_ACTIVE
    # A client is known that sends the seconds as text.
    return await world.feed.poll(min(float(asked.get("timeout", 0)), 50))


async def set_webhook(world: World, asked: Json) -> Json:
    if not ADDRESS.fullmatch(_text(asked, "url")):
        raise bad_request("url must be https")
    if not 8 <= len(_text(asked, "secret_token")) <= 256:
        raise bad_request("secret_token must have 8 to 256 characters")
    world.webhook.set(asked["url"], asked["secret_token"])
    return {"url": asked["url"], "updated_at": int(world.now() * 1000)}


async def delete_webhook(world: World, asked: Json) -> Json:
    world.webhook.set("", "")
    return {"url": "", "updated_at": int(world.now() * 1000)}


async def get_webhook_info(world: World, asked: Json) -> Json:
    return {"url": world.webhook.url, "updated_at": int(world.now() * 1000)}


async def send_message(world: World, asked: Json) -> Json:
    world.chat(asked.get("chat_id"))
    if not 1 <= len(_text(asked, "text").strip()) <= LONGEST_TEXT:
        raise bad_request("text must have 1 to 2000 characters")
    return _sent(world)


async def send_photo(world: World, asked: Json) -> Json:
    """The platform fetches the picture itself, so it must be public and a picture."""
    world.chat(asked.get("chat_id"))
    if len(str(asked.get("caption", ""))) > LONGEST_TEXT:
        raise bad_request("caption is too long")
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        try:
            found = await client.get(_text(asked, "photo"))
        except httpx.HTTPError as fault:
            raise bad_request("photo cannot be fetched") from fault
    if found.status_code != 200 or not found.headers.get("content-type", "").startswith("image/"):
        raise bad_request("photo is no picture")
    return _sent(world)


async def send_chat_action(world: World, asked: Json) -> Json:
    world.chat(asked.get("chat_id"))
    if asked.get("action") != "typing":
        raise bad_request("unknown action")
    return {"ok": True}


def _text(asked: Json, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise bad_request(f"{name} must be text")
    return value


def _sent(world: World) -> Json:
    return {"message_id": world.next_id(), "date": int(world.now() * 1000)}


METHODS: dict[str, tuple[Method, set[str]]] = {
    "getMe": (get_me, set()),
    "getUpdates": (get_updates, {"timeout"}),
    "setWebhook": (set_webhook, {"url", "secret_token"}),
    "deleteWebhook": (delete_webhook, set()),
    "getWebhookInfo": (get_webhook_info, set()),
    "sendMessage": (send_message, {"chat_id", "text", "parse_mode", "text_styles", "reply_to_message_id"}),
    "sendPhoto": (send_photo, {"chat_id", "photo", "caption"}),
    "sendChatAction": (send_chat_action, {"chat_id", "action"}),
}


async def run(world: World, method: str, asked: Json) -> Json:
    """The result, or the refusal."""
    if method not in METHODS:
        raise NO_METHOD
    act, known = METHODS[method]
    if unknown := asked.keys() - known:
        raise bad_request(f"unknown parameters {sorted(unknown)}")
    return await act(world, asked)

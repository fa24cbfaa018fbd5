"""sendDocument and sendPhoto, getFile and the download."""

from io import BytesIO

from PIL import Image
from PIL.Image import DecompressionBombError

from tests.fake_telegram.messages import keep_sent
from tests.fake_telegram.params import Params
from tests.fake_telegram.refusal import Json, bad_request
from tests.fake_telegram.text import caption_text
from tests.fake_telegram.world import StoredFile, World

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


async def send_document(world: World, params: Params) -> Json:
    chat = world.chat(params.text("chat_id"))
    stored = _given(world, params, "document")
    return keep_sent(world, chat, params, {"document": document_json(stored)} | _caption(params))


async def send_photo(world: World, params: Params) -> Json:
    chat = world.chat(params.text("chat_id"))
    stored = _given(world, params, "photo")
    if stored.size > LARGEST_PHOTO:
        raise bad_request("file is too big")
    width, height = _dimensions(stored.content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return keep_sent(world, chat, params, {"photo": [photo_json(stored, width, height)]} | _caption(params))


async def get_file(world: World, params: Params) -> Json:
    stored = world.files.get(params.text("file_id") or "")
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return _file_json(stored) | {"file_path": stored.path}


def document_json(stored: StoredFile) -> Json:
    return _file_json(stored) | {"file_name": stored.name, "mime_type": stored.mime}


def photo_json(stored: StoredFile, width: int, height: int) -> Json:
    return _file_json(stored) | {"width": width, "height": height}


def _file_json(stored: StoredFile) -> Json:
    return {"file_id": stored.id, "file_unique_id": f"U{stored.id}", "file_size": stored.size}


def _given(world: World, params: Params, name: str) -> StoredFile:
    given = params.file(name)
    if isinstance(given, str):
        if given not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return world.files[given]
    if not given.content:
        raise bad_request("file must be non-empty")
    return world.keep_file(given.name, given.mime, given.content)


def _dimensions(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(content)) as picture:
            return picture.size
    except (OSError, ValueError, DecompressionBombError) as fault:
        raise bad_request("IMAGE_PROCESS_FAILED") from fault


def _caption(params: Params) -> Json:
    text, entities = caption_text(params.text("caption"), params.text("parse_mode"))
    found: Json = {"caption": text} if text else {}
    return found | ({"caption_entities": entities} if entities else {})

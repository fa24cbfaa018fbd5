"""Entries of the talk as the page reads them: plain JSON values, times in the office's zone."""

from datetime import datetime, tzinfo

from handlers import texts_documents
from handlers.conversation import Attachment, File, Press, Text, Unsupported
from storage.transcript import Heard, Said

Json = dict[str, object]


def entry(one: Said | Heard, zone: tzinfo | None) -> Json:
    """One entry; `key` is the same wherever and whenever it is read."""
    return _said(one, zone) if isinstance(one, Said) else _heard(one, zone)


def key_of(one: Said | Heard) -> str:
    """Names an entry: the page's own id for what it sent, the outbox row for what it heard."""
    return f"s:{one.update_id}" if isinstance(one, Said) else f"h:{one.id}"


def _said(said: Said, zone: tzinfo | None) -> Json:
    known = {"key": key_of(said), "side": "said", "id": said.id, "done": said.done}
    return known | _moment(said.at, zone) | _content(said)


def _content(said: Said) -> Json:
    match said.content:
        case Text(text):
            return {"text": text}
        case Press(revision, number):
            return {"press": {"revision": revision, "number": number}}
        case File(name, _, size):
            return {"file": {"name": name, "size": size}}
        case Unsupported():
            return {"text": ""}


def _heard(heard: Heard, zone: tzinfo | None) -> Json:
    known = {"key": key_of(heard), "side": "heard", "id": heard.id, "revision": heard.revision}
    reply = heard.reply
    told = {
        "text": reply.text,
        "choices": [choice.label for choice in reply.choices],
        "numbered": reply.numbered,
        "answers": heard.answers,
        "awaits_file": reply.slot is not None,
        "attachment": _attachment(heard.id, reply.attachment) if reply.attachment else None,
    }
    return known | told | _moment(heard.at, zone)


def _attachment(outbox_id: int, attachment: Attachment) -> Json:
    picture = attachment.document == "progress"
    return {"href": f"/api/attachments/{outbox_id}", "label": texts_documents.label(attachment), "picture": picture}


def _moment(at: datetime, zone: tzinfo | None) -> Json:
    local = at.astimezone(zone)
    return {"at": int(at.timestamp() * 1_000_000), "day": local.date().isoformat(), "time": f"{local:%H:%M}"}

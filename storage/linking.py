"""Codes that link channels, and the linking itself: used once, remembered in the history, told at the other end."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from handlers.conversation import Reply, Update
from handlers.link_words import LinkChange, Linked, LinkOffer, LinkOffered
from handlers.typed import CODE_ALPHABET
from storage.errors import Conflict
from storage.invitations import hash_code
from storage.link_tables import link_codes
from storage.merging import merge_people
from storage.outbox import enqueue_notice
from storage.people import load_person
from storage.tables import history

CODE_LENGTH = 8


class DatabaseLinks:
    """The read-only views of handlers.link_words, on the turn's connection."""

    _tx: Connection

    def fresh_link_code(self) -> str:
        """A code that nobody can guess."""
        return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))

    def link_offer(self, code: str) -> LinkOffer | None:
        """The offer with this code, used or expired ones too."""
        return self._offer(link_codes.c.code_hash == hash_code(code))

    def link_offer_at(self, id_: int) -> LinkOffer | None:
        """The offer by its row."""
        return self._offer(link_codes.c.id == id_)

    def _offer(self, where: Any) -> LinkOffer | None:
        row = self._tx.execute(select(link_codes).where(where)).first()
        return _read(self._tx, row) if row else None


def _read(tx: Connection, row: Row[Any]) -> LinkOffer:
    person = load_person(tx, row.person_id)
    return LinkOffer(row.id, person, row.channel, row.expires_at, row.used_at is not None)


def keep_link_change(tx: Connection, change: LinkChange, said: Update, person_id: int, now: datetime) -> None:
    """Keeps a code, or makes two people one; raises Conflict where somebody else was faster."""
    match change:
        case LinkOffered(code, expires_at):
            row = {"code_hash": hash_code(code), "person_id": person_id, "created_at": now, "expires_at": expires_at}
            tx.execute(insert(link_codes), row | {"channel": said.channel, "address": said.address})
        case Linked():
            _link(tx, change, said, now)


def _link(tx: Connection, change: Linked, said: Update, now: datetime) -> None:
    unused = (link_codes.c.id == change.offer_id) & link_codes.c.used_at.is_(None) & (link_codes.c.expires_at > now)
    offer = tx.execute(
        update(link_codes)
        .where(unused)
        .values(used_at=now, used_by=change.kept)
        .returning(link_codes.c.channel, link_codes.c.address)
    ).first()
    if offer is None:
        raise Conflict("the code was used meanwhile")
    merge_people(tx, change.kept, change.gone)
    row = {"at": now, "person_id": change.kept, "action": "linked", "subject": f"person/{change.kept}"}
    tx.execute(insert(history), row | {"before": str(change.gone), "after": f"{offer.channel}+{said.channel}"})
    if (offer.channel, offer.address) != (said.channel, said.address):
        enqueue_notice(tx, (offer.channel, offer.address, change.kept), Reply(change.notice), now)

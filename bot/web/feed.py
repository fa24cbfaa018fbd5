"""What one open page has not read yet, looked up in the database."""

from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy import Connection, Engine

from bot.web.entries import Json, entry, key_of
from bot.web.site import CHANNEL
from handlers import texts_web
from handlers.conversation import Person
from storage.addresses import person_behind
from storage.engine import reading
from storage.transcript import Heard, Position, Said, read_after

# How much of the talk a page shows when it is opened.
OPENING = 60
# Rows can become visible later than newer ones (another process commits, a message falls due), so each look goes
# back over the newest few, and the page drops those that it has.
OVERLAP = 40
# Beyond that a page that was away for long goes back by itself.
MOST = 400


@dataclass(frozen=True)
class News:
    """What a look brought: `who` only where it has changed."""

    entries: list[Json]
    position: Position
    who: Json | None = None
    earlier: bool = False


class Feed:
    """One page's reading: where it stands and what it was given lately."""

    def __init__(self, engine: Engine, address: str, position: Position) -> None:
        self._engine, self._address, self._position = engine, address, position
        self._given: set[tuple[str, bool]] = set()
        self._who: Json | None = None
        self._opened = position != Position()

    def look(self, zone: tzinfo | None) -> News:
        """Reads what is new; blocking, so for a thread."""
        with reading(self._engine) as connection:
            who = _who(person_behind(connection, CHANNEL, self._address))
            found = self._read(connection)
        fresh = [one for one in found if _state(one) not in self._given]
        self._given = {_state(one) for one in found}
        self._position = _furthest(found, self._position)
        changed = who if who != self._who else None
        self._who = who
        return News([entry(one, zone) for one in fresh], self._position, changed, len(found) >= OPENING)

    def _read(self, connection: Connection) -> list[Said | Heard]:
        if not self._opened:
            self._opened = True
            return read_after(connection, CHANNEL, self._address, Position(), OPENING)
        recent = read_after(connection, CHANNEL, self._address, Position(), OVERLAP)
        if _reaches(recent, self._position):
            return recent
        newer = read_after(connection, CHANNEL, self._address, self._position, MOST)
        known = {key_of(one) for one in newer}
        return [one for one in recent if key_of(one) not in known] + newer


def _state(one: Said | Heard) -> tuple[str, bool]:
    return key_of(one), one.done if isinstance(one, Said) else True


def _reaches(recent: list[Said | Heard], position: Position) -> bool:
    """Whether nothing can lie between the newest few and what the page has read."""
    said = [one.id for one in recent if isinstance(one, Said)]
    heard = [one.id for one in recent if isinstance(one, Heard)]
    return all(
        len(ids) < OVERLAP or min(ids) <= read for ids, read in ((said, position.inbox_id), (heard, position.outbox_id))
    )


def _furthest(found: list[Said | Heard], position: Position) -> Position:
    return Position(
        max([one.id for one in found if isinstance(one, Said)], default=position.inbox_id),
        max([one.id for one in found if isinstance(one, Heard)], default=position.outbox_id),
    )


def _who(person: Person | None) -> Json:
    return {"who": texts_web.who(person), "guest": person is None or person.guest}

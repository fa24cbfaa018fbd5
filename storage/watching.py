"""What moved lately on a channel: lets a server process notice what another process did."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from storage.tables import inbox, outbox
from storage.transcript import Position


@dataclass(frozen=True)
class Sign:
    """A row in a state: seen again only when it is new or has moved on."""

    side: Literal["inbox", "outbox"]
    id: int
    state: str
    address: str


def newest(connection: Connection) -> Position:
    """The last rows of both sides."""
    return Position(
        connection.execute(select(func.max(inbox.c.id))).scalar() or 0,
        connection.execute(select(func.max(outbox.c.id))).scalar() or 0,
    )


def signs_after(connection: Connection, channel: str, position: Position) -> set[Sign]:
    """All rows of a channel after `position`, as they stand now."""
    came = select(inbox.c.id, inbox.c.state, inbox.c.address).where(
        inbox.c.id > position.inbox_id, inbox.c.channel == channel
    )
    went = select(outbox.c.id, outbox.c.state, outbox.c.address).where(
        outbox.c.id > position.outbox_id, outbox.c.channel == channel
    )
    found = {Sign("inbox", r.id, r.state, r.address) for r in connection.execute(came)}
    return found | {Sign("outbox", r.id, r.state, r.address) for r in connection.execute(went)}

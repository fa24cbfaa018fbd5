"""When a channel's next message may go out, shared by all processes that send with the same token."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.tables import paces

# Nobody asks for a longer pause; what lies farther ahead was written by a machine whose clock is wrong.
FARTHEST = timedelta(minutes=2)

_NEXT = select(paces.c.next_at).where(paces.c.channel == bindparam("of_channel")).with_for_update()
_MOVE = update(paces).where(paces.c.channel == bindparam("of_channel")).values(next_at=bindparam("moment"))


def take_moment(engine: Engine, channel: str, gap: timedelta, now: datetime) -> datetime:
    """Takes the channel's next free moment; the one after it is a gap later."""
    with engine.begin() as tx:
        moment = _next(tx, channel, now)
        tx.execute(_MOVE, {"of_channel": channel, "moment": moment + gap})
    return moment


def hold_back(engine: Engine, channel: str, until: datetime, now: datetime) -> None:
    """Nobody takes a moment before then; an even longer pause stands."""
    with engine.begin() as tx:
        moment = max(_next(tx, channel, now), min(until, now + FARTHEST))
        tx.execute(_MOVE, {"of_channel": channel, "moment": moment})


def _next(tx: Connection, channel: str, now: datetime) -> datetime:
    """The channel's next moment; its row is locked until the transaction ends."""
    here = {"of_channel": channel}
    found = tx.execute(_NEXT, here).scalar() or _first(tx, channel, now)
    return min(max(found, now), now + FARTHEST)


def _first(tx: Connection, channel: str, now: datetime) -> datetime:
    try:
        with tx.begin_nested():
            tx.execute(insert(paces), {"channel": channel, "next_at": now})
    except IntegrityError:
        # Another process was faster.
        now = tx.execute(_NEXT, {"of_channel": channel}).scalar_one()
    return now

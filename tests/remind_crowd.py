"""A crowd for load tests: communes below one office, so many officials each, with an address or without."""

from datetime import datetime

from sqlalchemy import Engine, insert

from storage.tables import addresses, memberships, people, units

# On this morning a commune of 2024 is told seven things: two of the dossier, four by the end of the year, one missed.
BUSY = "2024-12-17T08:00"
DUE_THEN = 7


def fill_crowd(engine: Engine, communes: int, each: int, now: datetime, channel: str = "telegram") -> None:
    """Puts the crowd into an empty database; the addresses are the numbers from 1 on."""
    count = communes * each
    roles = [_role(number, communes) for number in range(count)]
    with engine.begin() as tx:
        tx.execute(insert(units), {"id": 1, "code": "office", "name": "Sở Tư pháp", "kind": "province"})
        tx.execute(insert(units), [_commune(number) for number in range(communes)])
        tx.execute(insert(people), [{"id": n + 1, "name": f"Người {n + 1}", "created_at": now} for n in range(count)])
        tx.execute(insert(memberships), [role | {"since": now} for role in roles])
        tx.execute(insert(addresses), [_address(number, channel, now) for number in range(count)])


def _commune(number: int) -> dict[str, object]:
    return {"id": number + 2, "code": f"xa-{number}", "name": f"xã Thứ {number + 1}", "kind": "commune", "parent_id": 1}


def _role(number: int, communes: int) -> dict[str, object]:
    return {"person_id": number + 1, "unit_id": number % communes + 2, "role": "official"}


def _address(number: int, channel: str, now: datetime) -> dict[str, object]:
    return {"person_id": number + 1, "channel": channel, "address": str(number + 1), "last_used_at": now}

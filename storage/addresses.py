"""Which person stands behind an address: looked up, or made sure of, without making anybody new."""

from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import IntegrityError

from handlers.conversation import Person
from storage.engine import reading
from storage.people import add_address, load_person
from storage.tables import addresses

_PERSON_ID = select(addresses.c.person_id).where(
    addresses.c.channel == bindparam("channel"), addresses.c.address == bindparam("address")
)


def person_behind(connection: Connection, channel: str, address: str) -> Person | None:
    """The person who writes from this address; None where nobody has yet."""
    person_id = connection.execute(_PERSON_ID, {"channel": channel, "address": address}).scalar()
    return load_person(connection, person_id) if person_id is not None else None


def ensure_address(engine: Engine, person_id: int, channel: str, address: str, now: datetime) -> None:
    """Makes the address this person's; raises LookupError for an unknown person."""
    with reading(engine) as connection:
        load_person(connection, person_id)
        if person_behind(connection, channel, address):
            return
    try:
        with engine.begin() as tx:
            add_address(tx, person_id, channel, address, now)
    except IntegrityError:
        # Another device signed in at the same moment; the address is there, which is all that matters.
        return

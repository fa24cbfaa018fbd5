"""Makes one person of two: whatever names the one that goes names the other afterwards."""

from sqlalchemy import Column, Connection, Table, delete, select, update
from sqlalchemy.exc import IntegrityError

from storage import entry_tables, law_tables, link_tables, reminder_tables, tables  # noqa: F401  # they fill the metadata
from storage.errors import Conflict
from storage.schema import metadata
from storage.tables import addresses, dialogues, people


def merge_people(tx: Connection, kept: int, gone: int) -> None:
    """Moves everything; the row of `gone` stays, empty, so that its id is never given to somebody else.

    Somebody who was made part of another meanwhile has no address any more: Conflict.
    """
    both = select(people.c.id).where(people.c.id.in_((kept, gone))).order_by(people.c.id).with_for_update()
    if kept == gone or len(tx.execute(both).all()) != 2:
        raise Conflict("no two people")
    if any(not tx.execute(select(addresses.c.id).where(addresses.c.person_id == one)).first() for one in (kept, gone)):
        raise Conflict("already one person")
    # Where the one that stays stands in the talk is where the talk stands.
    tx.execute(delete(dialogues).where(dialogues.c.person_id == gone))
    # Addresses first: whoever writes at this moment waits for them, and then finds the right person.
    for table in (addresses, *(each for each in metadata.sorted_tables if each not in (addresses, dialogues, people))):
        for column in table.columns:
            if column.references(people.c.id):
                _move(tx, table, column, kept, gone)


def _move(tx: Connection, table: Table, column: Column[int], kept: int, gone: int) -> None:
    theirs = column == gone
    if not _in_a_key(table, column):
        tx.execute(update(table).where(theirs).values({column: kept}))
        return
    for row in tx.execute(select(*table.primary_key.columns).where(theirs)).all():
        here = [one == value for one, value in zip(table.primary_key.columns, row, strict=True)]
        try:
            with tx.begin_nested():
                tx.execute(update(table).where(*here).values({column: kept}))
        except IntegrityError:
            # Both had the same (a role in a unit, a choice about a reminder): one is enough.
            tx.execute(delete(table).where(*here))


def _in_a_key(table: Table, column: Column[int]) -> bool:
    """Whether two rows of one person could be refused by a primary key, a constraint or a unique index."""
    keys = [table.primary_key, *(each for each in table.constraints if type(each).__name__ == "UniqueConstraint")]
    return any(column.name in each.columns for each in (*keys, *(index for index in table.indexes if index.unique)))  # type: ignore[attr-defined]

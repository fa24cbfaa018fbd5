"""Runs the migrations on the connection that storage.migrate passes."""

from typing import Any, Literal

from alembic import context

from storage import entry_tables, law_tables, link_tables, reminder_tables, tables  # noqa: F401  # they fill the metadata
from storage.schema import Moment, metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration outlives the program's own column type, so it names the database's type."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

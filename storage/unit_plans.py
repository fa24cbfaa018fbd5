"""Which plan holds for which part of the tree."""

from sqlalchemy import Connection, delete, insert, select

from storage.reminder_tables import unit_plans


def attach_plan(tx: Connection, unit_id: int, plan: str) -> None:
    """Makes the plan hold for a unit and all below it; harmless where it does."""
    here = (unit_plans.c.unit_id == unit_id) & (unit_plans.c.plan == plan)
    if tx.execute(select(unit_plans.c.id).where(here)).first() is None:
        tx.execute(insert(unit_plans), {"unit_id": unit_id, "plan": plan})


def detach_plan(tx: Connection, unit_id: int, plan: str) -> bool:
    """Takes it away again; False where it was not attached."""
    here = (unit_plans.c.unit_id == unit_id) & (unit_plans.c.plan == plan)
    return tx.execute(delete(unit_plans).where(here)).rowcount == 1

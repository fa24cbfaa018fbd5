"""Units with what they did, as reminders need them: the whole tree, or what one person has to do with."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, or_, select, true

from handlers.dossiers import DossierState
from handlers.reminding.agenda import Office, SetTask, UnitState
from knowledge.reminders import FORGET_AFTER
from knowledge.working_days import OwnDay
from storage.entry_tables import assignments, dossiers, entries
from storage.reminder_tables import done_marks, own_days, task_units, tasks, unit_plans
from storage.tables import memberships, units

UnitRow = Row[Any]


def load_office(tx: Connection, now: datetime, years: Collection[int], around: Collection[int] | None = None) -> Office:
    """All units, or those `around` some: with their children and ancestors; `years` are the dossiers to read."""
    rows = {row.id: row for row in _rows(tx, around)}
    return _office(rows, _Facts(tx, rows, now, years, everything=around is None))


def _rows(tx: Connection, around: Collection[int] | None) -> list[UnitRow]:
    if around is None:
        return list(tx.execute(select(units)).all())
    found = list(tx.execute(select(units).where(or_(units.c.id.in_(around), units.c.parent_id.in_(around)))).all())
    return [*found, *_ancestors(tx, found)]


def _ancestors(tx: Connection, found: Iterable[UnitRow]) -> Iterator[UnitRow]:
    known = {row.id for row in found}
    above = {row.parent_id for row in found if row.parent_id} - known
    while above:
        rows = tx.execute(select(units).where(units.c.id.in_(above))).all()
        yield from rows
        known |= above
        above = {row.parent_id for row in rows if row.parent_id} - known


class _Facts:
    """What the other tables say about the units at hand, each read once."""

    def __init__(
        self,
        tx: Connection,
        rows: Mapping[int, UnitRow],
        now: datetime,
        years: Collection[int],
        *,
        everything: bool,
    ) -> None:
        self._ids, self._everything, self._zone, today = list(rows), everything, now.tzinfo, now.date()
        self.days = self._days(tx)
        self.plans = _grouped(tx.execute(select(unit_plans.c.unit_id, unit_plans.c.plan)))
        marks = select(done_marks.c.unit_id, done_marks.c.deadline, done_marks.c.year)
        marked = marks.where(self._of(done_marks.c.unit_id), done_marks.c.year >= today.year - 2)
        self.done = _grouped((row.unit_id, (row.deadline, row.year)) for row in tx.execute(marked))
        self.dossiers, self.returned = self._dossiers(tx, today)
        self.assigned = self._assigned(tx, years)
        self.entered = self._entered(tx, years)
        self.tasks = self._tasks(tx, today, {row.id: row.name for row in rows.values()})

    def _of(self, column: Column[Any]) -> ColumnElement[bool]:
        return true() if self._everything else column.in_(self._ids)

    def _days(self, tx: Connection) -> dict[int | None, list[OwnDay]]:
        rows = tx.execute(select(own_days).order_by(own_days.c.day))
        return _grouped((row.unit_id, OwnDay(row.day, row.is_working, row.decision)) for row in rows)

    def _dossiers(
        self, tx: Connection, today: date
    ) -> tuple[dict[int, dict[int, DossierState]], dict[int, dict[int, date]]]:
        """The states of dossiers, and of those that came back the day."""
        found: dict[int, dict[int, DossierState]] = defaultdict(dict)
        returned: dict[int, dict[int, date]] = defaultdict(dict)
        real = (~dossiers.c.practice) & (dossiers.c.year >= today.year - 2) & self._of(dossiers.c.unit_id)
        columns = select(dossiers.c.unit_id, dossiers.c.year, dossiers.c.state, dossiers.c.returned_at)
        for row in tx.execute(columns.where(real)):
            found[row.unit_id][row.year] = row.state
            if row.returned_at:
                returned[row.unit_id][row.year] = row.returned_at.astimezone(self._zone).date()
        return found, returned

    def _assigned(self, tx: Connection, years: Collection[int]) -> dict[int, dict[int, dict[str, int]]]:
        """Who was given which indicator; whoever has left the unit has nothing any more."""
        found: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        here = (memberships.c.person_id == assignments.c.person_id) & (memberships.c.unit_id == dossiers.c.unit_id)
        given = (
            select(dossiers.c.unit_id, dossiers.c.year, assignments.c.indicator, assignments.c.person_id)
            .join(assignments, assignments.c.dossier_id == dossiers.c.id)
            .join(memberships, here & memberships.c.role.in_(("official", "leader")))
            .where(~dossiers.c.practice, dossiers.c.year.in_(years), self._of(dossiers.c.unit_id))
        )
        for row in tx.execute(given) if years else ():
            found[row.unit_id][row.year][row.indicator] = row.person_id
        return found

    def _entered(self, tx: Connection, years: Collection[int]) -> dict[int, dict[int, frozenset[str]]]:
        found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        held = (
            select(dossiers.c.unit_id, dossiers.c.year, entries.c.content)
            .join(entries, entries.c.dossier_id == dossiers.c.id)
            .where(~dossiers.c.practice, dossiers.c.year.in_(years), self._of(dossiers.c.unit_id))
        )
        for row in tx.execute(held) if years else ():
            found[row.unit_id][row.year].add(row.content)
        return {unit: {year: frozenset(each) for year, each in by.items()} for unit, by in found.items()}

    def _tasks(self, tx: Connection, today: date, names: Mapping[int, str]) -> dict[int, list[SetTask]]:
        recent = tasks.c.last_day >= today - timedelta(days=FORGET_AFTER)
        near = or_(tasks.c.last_day.is_(None), recent, tasks.c.year >= today.year - 1)
        given = (
            select(tasks, task_units.c.unit_id.label("given_to"))
            .join(task_units, task_units.c.task_id == tasks.c.id)
            .where(near, self._of(task_units.c.unit_id))
            .order_by(tasks.c.id)
        )
        return _grouped(
            (row.given_to, task_of(row, names.get(row.unit_id, ""), self._zone)) for row in tx.execute(given)
        )


def task_of(row: UnitRow, by_unit: str, zone: tzinfo | None) -> SetTask:
    """A task's row in the words of the handlers."""
    set_on = row.set_at.astimezone(zone).date()
    return SetTask(row.id, row.text, row.last_day, row.answer_needed, by_unit, set_on, row.deadline, row.year)


def _grouped(pairs: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _office(rows: Mapping[int, UnitRow], facts: _Facts) -> Office:
    children: dict[int, list[int]] = defaultdict(list)
    for row in rows.values():
        if row.parent_id:
            children[row.parent_id].append(row.id)
    made = {id_: _unit(row, list(_chain(rows, id_)), facts) for id_, row in rows.items()}
    return Office(made, {above: tuple(below) for above, below in children.items()})


def _chain(rows: Mapping[int, UnitRow], id_: int | None) -> Iterator[int]:
    while id_ is not None and id_ in rows:
        yield id_
        id_ = rows[id_].parent_id


def _unit(row: UnitRow, chain: list[int], facts: _Facts) -> UnitState:
    days = {each.day: each for above in (None, *reversed(chain)) for each in facts.days.get(above, ())}
    return UnitState(
        id=row.id,
        name=row.name,
        kind=row.kind,
        parent_id=row.parent_id,
        closed_on=row.closed_on,
        days=tuple(days.values()),
        plans=tuple(plan for above in chain for plan in facts.plans.get(above, ())),
        own_plans=tuple(facts.plans.get(row.id, ())),
        done=frozenset(facts.done.get(row.id, ())),
        dossiers=facts.dossiers.get(row.id, {}),
        returned=facts.returned.get(row.id, {}),
        entered=facts.entered.get(row.id, {}),
        assigned=facts.assigned.get(row.id, {}),
        tasks=tuple(facts.tasks.get(row.id, ())),
    )

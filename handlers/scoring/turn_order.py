"""Which content comes next for somebody: the own part first, what colleagues took last."""

from handlers.scoring.desk import Desk
from knowledge.regulation import Content, Indicator
from knowledge.scoring import next_content
from knowledge.values import Value


def next_for(desk: Desk, after: str | None = None, saved: dict[str, Value] | None = None) -> Content | None:
    """The next content without a value after the content `after`, `saved` counted as already there."""
    values = {**desk.dossier.values, **(saved or {})}
    if not desk.dossier.assignments:
        return next_content(desk.regulation, values, after)
    for part in (_mine, _free, _any):
        ids = {id_ for id_, (indicator, _) in desk.regulation.places().items() if part(desk, indicator)}
        if found := next_content(desk.regulation, values, after, ids):
            return found
    return None


def _mine(desk: Desk, indicator: Indicator) -> bool:
    colleague = desk.dossier.assignments.get(indicator.id)
    return colleague is not None and colleague.id == desk.memory.person.id


def _free(desk: Desk, indicator: Indicator) -> bool:
    return indicator.id not in desk.dossier.assignments


def _any(desk: Desk, indicator: Indicator) -> bool:
    return True

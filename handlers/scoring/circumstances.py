"""What a dossier is asked beside its contents: declarations, the unit's class, a satisfaction rate."""

from dataclasses import dataclass
from typing import Literal

from handlers import texts_scoring_answers as words
from handlers.scoring.desk import Desk


@dataclass(frozen=True)
class Circumstance:
    """One such question: how it is offered, and whether it is answered."""

    verb: Literal["declare", "class", "satisfaction"]
    about: str
    label: str
    answered: bool


def circumstances(desk: Desk) -> list[Circumstance]:
    """In the regulation's order; the unit's class first, where a threshold depends on it."""
    dossier = desk.dossier
    found = []
    if desk.regulation.unit_classes:
        label = words.class_label(dossier.unit_class)
        found.append(Circumstance("class", "", label, dossier.unit_class is not None))
    for each in desk.regulation.conditions:
        if each.kind == "declaration":
            label = words.declaration_label(desk, each.id, each.title)
            found.append(Circumstance("declare", each.id, label, each.id in dossier.declarations))
        elif each.kind == "satisfaction_rate":
            label = words.satisfaction_label(dossier.satisfaction)
            found.append(Circumstance("satisfaction", each.id, label, dossier.satisfaction is not None))
    return found

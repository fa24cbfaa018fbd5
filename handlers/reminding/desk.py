"""One person's reminders opened: what is due to them today, found afresh."""

from dataclasses import dataclass

from handlers.conversation import Memory
from handlers.reminding.agenda import Reader, Ref
from handlers.reminding.owing import years_near
from handlers.reminding.planning import Item, Morning
from knowledge.library import Knowledge


@dataclass(frozen=True)
class Desk:
    """What the parts of /nhacviec work on."""

    memory: Memory
    knowledge: Knowledge
    morning: Morning
    reader: Reader

    @property
    def own(self) -> list[Item]:
        """What the person's own units owe."""
        items = [each for each in self.morning.items(self.reader) if not each.reviewed]
        return sorted(items, key=lambda each: each.due.last_day)

    @property
    def several_units(self) -> bool:
        """Whether a unit's name must be said."""
        return len({each.unit.id for each in self.own}) > 1

    def item(self, ref: Ref) -> Item | None:
        """The thing that a choice is about; None where it is no longer the person's or no longer due."""
        return next((each for each in self.morning.items(self.reader) if each.ref == ref), None)


def open_desk(memory: Memory, knowledge: Knowledge) -> Desk:
    """Looks up everything that the person's reminders rest on."""
    agenda = memory.records.agenda(memory.now, years_near(knowledge, memory.today))
    return Desk(memory, knowledge, Morning(agenda.office, knowledge, memory.today), agenda.reader)

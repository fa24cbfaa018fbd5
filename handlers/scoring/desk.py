"""A dossier opened for somebody: who may open it, under which regulation, and what stands in it."""

import re
from dataclasses import dataclass, replace

from handlers import texts_scoring as words
from handlers.changes import Change
from handlers.conversation import Attachment, Choice, Membership, Memory, Reply, Slot, Turn
from handlers.dialogues import AwaitingConsent, Dialogue, Entering, Idle
from handlers.dossiers import Dossier, DossierKey
from handlers.scoring.keys import ScoreKey, read_key
from knowledge.documents import Document
from knowledge.library import Knowledge
from knowledge.regulation import Content, Indicator, Paused, Place, Regulation
from knowledge.whole_criteria import as_entered

ENTERING_ROLES = ("official", "leader")


class Closed(Exception):
    """The dossier cannot be opened; the message says why, in words for the person."""


@dataclass(frozen=True)
class Desk:
    """What the parts of an entry work on."""

    dossier: Dossier
    regulation: Regulation
    knowledge: Knowledge
    memory: Memory

    @property
    def key(self) -> DossierKey:
        return self.dossier.key

    @property
    def document(self) -> Document:
        return self.knowledge.documents[self.regulation.document]

    def choice(self, label: str, verb: str, about: str = "") -> Choice:
        """A choice about this dossier."""
        return Choice(str(ScoreKey(self.key, verb, about)), label)

    def content(self, id_: str) -> Content:
        """The content with this id; raises Closed where the regulation has none (any more)."""
        return self._place(id_).content

    def indicator_of(self, content_id: str) -> Indicator:
        """The indicator that a content belongs to."""
        return self._place(content_id).indicator

    def _place(self, content_id: str) -> Place:
        place = self.regulation.places().get(content_id)
        if place is None:
            raise Closed(words.NO_SUCH_CONTENT)
        return place

    def say(
        self,
        text: str,
        choices: tuple[Choice, ...] = (),
        awaiting: Dialogue = Idle(),  # noqa: B008  # frozen
        changes: tuple[Change, ...] = (),
        attachment: Attachment | None = None,
        slot: Slot | None = None,
    ) -> Turn:
        """A turn of this dossier: one reply, marked in practice."""
        reply = Reply(self.mark + text, choices, attachment, slot=slot)
        return Turn((reply,), awaiting, changes, self.memory.topic)

    def again(self, text: str) -> Turn:
        """Says what is wrong; what was awaited is still awaited, and the standing offer stays."""
        memory = self.memory
        return Turn((Reply(self.mark + text),), memory.dialogue, topic=memory.topic, offer=memory.offer)

    @property
    def mark(self) -> str:
        """Stands before every message of a practice dossier."""
        return words.PRACTICE_MARK if self.key.practice else ""


def open_desk(key: DossierKey, memory: Memory, knowledge: Knowledge, *, to_read: bool = False) -> Desk:
    """Opens a dossier; raises Closed for someone who may not, a year without law, or to write in a locked one."""
    if not any(m.unit_id == key.unit_id and m.role in ENTERING_ROLES for m in memory.person.memberships):
        raise Closed(words.NOT_YOUR_UNIT)
    regulation = regulation_of(key, knowledge)
    dossier = memory.records.dossier(key)
    if dossier.locked and not to_read:
        raise Closed(words.locked(dossier.state))
    if dossier.last_year and not _same_rules_before(key, regulation, knowledge):
        # The same number may stand for another content there.
        dossier = replace(dossier, last_year={})
    return Desk(shown(dossier), regulation, knowledge, memory)


def _same_rules_before(key: DossierKey, regulation: Regulation, knowledge: Knowledge) -> bool:
    """Whether the year before was assessed under the same regulation."""
    before = knowledge.practice_for(key.year - 1) if key.practice else knowledge.regulation_for(key.year - 1)
    return isinstance(before, Regulation) and before.id == regulation.id


def shown(dossier: Dossier) -> Dossier:
    """The dossier as people see it: in practice of a made-up commune."""
    return replace(dossier, unit=words.PRACTICE_UNIT) if dossier.key.practice else dossier


def regulation_of(key: DossierKey, knowledge: Knowledge) -> Regulation:
    """The regulation of the dossier's year; in practice with the made-up points."""
    found = knowledge.practice_for(key.year) if key.practice else knowledge.regulation_for(key.year)
    if isinstance(found, Paused):
        raise Closed(words.paused(key.year, found.notice))
    if found is None:
        raise Closed(words.no_regulation(key.year))
    return as_entered(found)


def enters_somewhere(memory: Memory) -> bool:
    """Whether the person may enter the dossier of any unit."""
    return any(each.role in ENTERING_ROLES for each in memory.person.memberships)


def entering_memberships(memory: Memory) -> tuple[Membership, ...]:
    """The units whose dossier the person may enter, each once; raises Closed for somebody without any."""
    units = tuple({m.unit_id: m for m in memory.person.memberships if m.role in ENTERING_ROLES}.values())
    if not units:
        raise Closed(words.NEEDS_UNIT)
    return units


def read_year(argument: str, memory: Memory) -> int:
    """The year that was typed with a command; by default the assessed year in hand."""
    if argument and not re.fullmatch(r"\d{4}", argument):
        raise Closed(words.NOT_A_YEAR)
    year = int(argument) if argument else memory.assessed_year
    if year > memory.today.year:
        raise Closed(words.not_begun(year, memory.today.year))
    return year


def dossier_at_hand(memory: Memory) -> DossierKey | None:
    """The dossier that the talk is about: the one where something is awaited, or whose choices are offered."""
    standing = memory.dialogue.entry if isinstance(memory.dialogue, AwaitingConsent) else memory.dialogue
    if isinstance(standing, Entering):
        return standing.dossier
    return next((key.dossier for choice in memory.offer.choices if (key := read_key(choice.key))), None)

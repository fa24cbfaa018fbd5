"""The keys of choices about reminders: what to do, with which due things."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.reminding.agenda import Ref, read_ref

PREFIX = "remind"


@dataclass(frozen=True)
class RemindKey:
    """ "remind:done:12|2026|duty/x": mark that thing of unit 12 as done; `about` may name several things."""

    verb: str
    about: str = ""

    def __str__(self) -> str:
        return f"{PREFIX}:{self.verb}:{self.about}"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The things that it is about."""
        return tuple(read_ref(each) for each in self.about.split(",") if each)


def about(refs: Iterable[Ref]) -> str:
    """Several things in one key."""
    return ",".join(map(str, refs))


def read_remind_key(key: str) -> RemindKey | None:
    """The key of a choice about reminders; None for any other."""
    prefix, _, rest = key.partition(":")
    verb, _, what = rest.partition(":")
    return RemindKey(verb, what) if prefix == PREFIX else None

"""Questions that only name an article, a clause or a section: the answers that are about it or cite it."""

from collections.abc import Iterable

from handlers import texts_answers as texts
from handlers.answering import Told, paragraph
from handlers.answering_keys import tell
from handlers.asking_types import Structural
from knowledge.library import Knowledge
from knowledge.references import References

MOST = 4


def law_place(references: References, knowledge: Knowledge) -> Structural | None:
    """What is about the place of the named document is told; where no document is named, one is chosen."""
    documents = frozenset(references.documents)
    about = _told(knowledge.search.places.about(references.law_places, documents), knowledge)
    if about and documents:
        first, *others = about
        lines = [
            paragraph(first, knowledge),
            *(texts.also(each.question, texts.in_short(each.gist, each.status)) for each in others),
        ]
        return Structural("\n".join(lines), about)
    told = about or _told(knowledge.search.places.citing(references.law_places, documents), knowledge)
    if not told:
        return None
    text = texts.options([(each.question, texts.in_short(each.gist, each.status)) for each in told])
    return Structural(text, choices=tuple((each.key, texts.label(each.question)) for each in told))


def _told(keys: Iterable[str], knowledge: Knowledge) -> tuple[Told, ...]:
    return tuple(found for key in list(keys)[:MOST] if (found := tell(key, knowledge)))

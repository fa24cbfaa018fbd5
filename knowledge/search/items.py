"""What can be found: every card, and what the structure of a regulation answers where no card speaks of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.cards import Card
from knowledge.documents import Citation
from knowledge.regulation import Regulation
from knowledge.strict_yaml import Record, load


class Template(Record):
    """The question and wordings of one kind of structural answer; braces are filled from the regulation."""

    question: str
    wordings: tuple[str, ...] = ()


class StructureWords(Record):
    """How people ask for the structure: templates for what is found, and the words that add nothing to a number."""

    templates: Mapping[str, Template]
    plain: tuple[str, ...]
    which_document: tuple[str, ...]
    counting: tuple[str, ...]
    document: str
    effect: tuple[str, ...]
    signed: str


@dataclass(frozen=True)
class Item:
    """One answer that can be found: `key` leads back to it, the texts are what is searched."""

    key: str
    scope: str
    question: str
    wordings: tuple[str, ...]
    body: str
    citations: tuple[Citation, ...]
    bygone: bool = False
    """Whether it is of a decision older than the last two, which is meant only where it is named."""

    @property
    def places(self) -> frozenset[str]:
        """The numbered places that the answer cites, from the clause up to the article."""
        cited = (place for each in self.citations for place in self.places_of(each))
        return frozenset(cited) | {document_place(name) for name in self.documents}

    @staticmethod
    def places_of(cited: Citation) -> Iterator[str]:
        """The place of a citation and those around it: the point, its clause, its article."""
        kind = "muc" if cited.section else "dieu"
        parts = cited.key.split(".") if cited.key else []
        yield from (f"#{kind}:{'.'.join(parts[:length])}" for length in range(1, len(parts) + 1))
        if cited.form:
            yield f"#mau:{cited.form}"

    @property
    def documents(self) -> frozenset[str]:
        return frozenset({self.scope, *(cited.document for cited in self.citations)})


def document_place(id_: str) -> str:
    return f"#van-ban:{id_}"


def card_items(cards: Iterable[Card], bygone: frozenset[str] = frozenset()) -> Iterator[Item]:
    for card in cards:
        body = f"{card.short}\n{card.details or ''}"
        old = card.scope in bygone
        yield Item(f"card:{card.id}", card.scope, card.question, card.wordings, body, card.citations, old)


def structure_items(regulation: Regulation, templates: Mapping[str, Template]) -> Iterator[Item]:
    """The criteria, indicators, forms and deadlines of a regulation, named by their titles."""
    for criterion in regulation.criteria:
        yield _item("criterion", regulation, criterion.id, templates, criterion.citations, title=criterion.title)
    for indicator in regulation.indicators():
        yield _item("indicator", regulation, indicator.id, templates, indicator.citations, title=indicator.title)
    for form in regulation.forms:
        yield _item("form", regulation, form.id, templates, form.citations, title=form.title)
    for deadline in regulation.deadlines:
        yield _item(
            "deadline", regulation, deadline.id, templates, deadline.citations, title=deadline.title, who=deadline.who
        )


def load_structure_words(path: Path) -> StructureWords:
    return load(path, StructureWords)


def _item(
    kind: str,
    regulation: Regulation,
    id_: str,
    templates: Mapping[str, Template],
    citations: tuple[Citation, ...],
    **values: str,
) -> Item:
    criterion, _, number = id_.rpartition(".")
    names = {**values, "id": id_, "criterion": criterion, "number": number}
    template = templates[kind]
    return Item(
        key=f"{kind}:{regulation.id}:{id_}",
        scope=regulation.id,
        question=template.question.format(**names),
        wordings=tuple(wording.format(**names) for wording in template.wordings),
        body=values["title"],
        citations=citations,
    )

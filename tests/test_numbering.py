"""A question that is nothing but a number, put into the question before it."""

import pytest

from knowledge.library import Knowledge
from knowledge.numbering import LAST, number_alone, renumbered
from knowledge.phrases import phrase_of

AROUND = frozenset(("cai", "thi", "sao", "la", "chi", "nua", "em"))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("08", "08"),
        ("06 thi sao", "06"),
        ("cai thu hai nua em", "2"),
        ("cai dau tien", "1"),
        ("cai cuoi cung", LAST),
        ("80 diem", None),
        ("cai nay", None),
        ("2026", None),
        ("thu tien", None),
    ],
)
def test_a_number_alone_is_told_from_a_number_of_something(typed: str, number: str | None) -> None:
    assert number_alone(typed, AROUND) == number


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("mẫu 07 là mẫu gì", "08", "mau 08 la mau gi"),
        ("chỉ tiêu 1 tiêu chí 3 là gì", "2", "chi tieu 2 tieu chi 3 la gi"),
        ("tiêu chí 3 có mấy chỉ tiêu hè", "2", "tieu chi 3 co chi tieu 2 he"),
        ("tiêu chí 2 có 6 chỉ tiêu hả", LAST, "tieu chi 2 co chi tieu 6 ha"),
        ("tiêu chí 2 có mấy chỉ tiêu", LAST, None),
        ("hồ sơ gồm những gì", "2", None),
    ],
)
def test_it_takes_the_finest_place(before: str, number: str, after: str | None) -> None:
    words = renumbered(phrase_of(before), number)
    assert after == (" ".join(word.folded for word in words) if words else None)


@pytest.mark.parametrize("typed", ["mẫu 01/GTGT kê khai thế nào", "mau so 2C-TCTW", "mẫu 04-ĐK/QSDĐ"])
def test_a_form_with_the_letters_of_others_is_nobodys(knowledge: Knowledge, typed: str) -> None:
    references = knowledge.search.read(typed).references
    assert references.unknown_documents
    assert not references.forms


@pytest.mark.parametrize("typed", ["mẫu 01-TT09", "mẫu 01 phụ lục II", "mẫu 1/PL2"])
def test_a_form_with_our_letters_stays_ours(knowledge: Knowledge, typed: str) -> None:
    assert not knowledge.search.read(typed).references.unknown_documents


def test_an_abbreviation_with_a_hyphen_is_one_word_where_its_parts_mean_nothing(knowledge: Knowledge) -> None:
    foreign = {topic for *_, topic in knowledge.search.read("HĐ TĐ-KT cấp xã họp cần bao nhiêu thành viên").foreign}
    assert "unknown_abbreviations" in foreign
    assert not knowledge.search.read("KH-UBND của xã có những nhiệm vụ gì").foreign

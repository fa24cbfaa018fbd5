"""What a question points at by number: places of the law, forms, years, documents."""

from typing import Any

import pytest

from knowledge.library import Knowledge
from knowledge.references import References


def references(knowledge: Knowledge, typed: str) -> References:
    return knowledge.search.read(typed).references


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ct3 tc2", {"indicators": ("2.3",)}),
        ("tiêu chí 2 chỉ tiêu 3", {"indicators": ("2.3",)}),
        ("chi tieu so 3 cua tieu chi hai", {"indicators": ("2.3",)}),
        ("2.4", {"indicators": ("2.4",)}),
        ("tiêu chí thứ năm", {"criteria": ("5",)}),
        ("chỉ tiêu 3?", {"loose_indicators": ("3",), "indicators": ()}),
        ("điều 5 khoản 2 qđ25", {"articles": ("5",), "clauses": ("2",), "documents": ("qd-25-2021",)}),
        ("điểm đ khoản 1 điều 3 TT09", {"points": ("đ",), "clauses": ("1",), "documents": ("tt-09-2021",)}),
        ("Điều 5.2 QĐ 25/2021/QĐ-TTg", {"articles": ("5",), "clauses": ("2",)}),
        ("mẫu số 4 phụ lục 2", {"forms": ("04",), "annexes": ("II",)}),
        ("biểu mẫu 10", {"forms": ("10",)}),
        ("mục II.2.b KH 3590", {"sections": ("II.2.b",), "documents": ("kh-3590-2021",)}),
        ("mục 3 phần IV kế hoạch 3590", {"sections": ("IV.3",)}),
        ("năm 2023", {"years": (2023,)}),
        ("quyết định 25 năm 2021 quy định gì", {"documents": ("qd-25-2021",), "years": ()}),
        ("quyết định 25 năm 2023 thế nào", {"documents": ("qd-25-2021",), "years": (2023,)}),
        ("quyết định 52/2021", {"documents": (), "unknown_documents": ("quyet dinh 52/2021",)}),
        ("QĐ 25/2022", {"documents": (), "unknown_documents": ("quyet dinh 25/2022",)}),
        ("thông tư 25/2021", {"unknown_documents": ("thong tu 25/2021",)}),
        ("kế hoạch của thị xã", {"documents": ("kh-3590-2021",)}),
        ("ngày 10/01/2024", {"years": (), "documents": ()}),
        ("khảo sát 02 năm một lần", {"years": (), "criteria": ()}),
        ("5 ngày làm việc", {"criteria": (), "indicators": (), "articles": ()}),
    ],
)
def test_numbers_are_read_as_places(knowledge: Knowledge, typed: str, found: dict[str, Any]) -> None:
    read = references(knowledge, typed)
    assert {name: getattr(read, name) for name in found} == found


def test_law_places_go_down_to_the_point(knowledge: Knowledge) -> None:
    assert references(knowledge, "điểm a khoản 2 điều 5").law_places == ("#dieu:5.2.a",)
    assert references(knowledge, "phần IV").law_places == ("#muc:IV",)

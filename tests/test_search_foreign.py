"""What tells a question about another matter from one of ours that only looks like it."""

import pytest

from handlers.asking import AskContext, ask
from knowledge.library import Knowledge
from tests.judging import ASSESSED_YEAR


@pytest.mark.parametrize(
    "typed",
    [
        "tieu chi 3 chi dat 40% so diem thi co dat chuan khong",
        "cung cap thong tin dung han",
        "ngưỡng cho xã loại III là bao nhiêu",
    ],
)
def test_our_words_side_by_side_make_no_other_matter(knowledge: Knowledge, typed: str) -> None:
    assert not knowledge.search.read(typed).foreign


@pytest.mark.parametrize("typed", ["điểm thi vào lớp 10", "vay tin dung o dau", "ATTP của quán ăn"])
def test_other_matters_stay_so(knowledge: Knowledge, typed: str) -> None:
    assert knowledge.search.read(typed).foreign


@pytest.mark.parametrize(
    "typed",
    [
        "thưởng bao nhiêu tiền cho xã đạt chuẩn tiếp cận pháp luật",
        "CT1 TC3 tỷ lệ hòa giải thành 85% thì chấm mấy đ",
        "Theo Phụ lục I Thông tư 09/2021, chỉ tiêu 2 của tiêu chí 4 được tối đa bao nhiêu điểm?",
    ],
)
def test_a_number_that_the_answer_does_not_have_is_not_answered_surely(knowledge: Knowledge, typed: str) -> None:
    answered = ask(typed, AskContext((), None, ASSESSED_YEAR), knowledge)
    assert answered.outcome == "likely"

"""The parts of the search: phrases, spelling, items, weights, candidates, certainty, follow-ups."""

from dataclasses import replace

import pytest

from knowledge.library import Knowledge
from knowledge.phrases import PhraseBook, phrase_of
from knowledge.search.certainty import certainty, evidence
from knowledge.search.items import card_items
from knowledge.search.ranking import Match
from knowledge.spelling import Spelling
from knowledge.text import spell
from tests.judging import questions


def found(knowledge: Knowledge, question: str) -> list[Match]:
    search = knowledge.search
    return search.find(search.query(search.read(question)))


def sure_of(knowledge: Knowledge, question: str) -> float:
    search = knowledge.search
    query = search.query(search.read(question))
    return certainty(query, search.find(query)[0])


class TestPhrases:
    book = PhraseBook.of([("hội đồng", "short"), ("hội đồng nhân dân", "long"), ("thuế", "tax")], strict=True)

    @pytest.mark.parametrize(
        ("typed", "spans"),
        [
            ("họp hội đồng", [(1, 3, "short")]),
            ("hoi dong nhan dan xa", [(0, 4, "long")]),
            ("hỏi đồng", []),
            ("thuế", [(0, 1, "tax")]),
            ("thue", []),
            ("", []),
        ],
    )
    def test_the_longest_phrase_that_agrees_is_found(self, typed: str, spans: list[tuple[int, int, str]]) -> None:
        assert list(self.book.spans(phrase_of(typed))) == spans


class TestSpelling:
    spelling = Spelling.of(
        {"hoi": 3, "dong": 3, "danh": 2, "gia": 2, "hồ": 1}, {("hoi", "dong"): 3, ("danh", "gia"): 2}
    )

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("hooii dong", "hoi dong"), ("hoi dng", "hoi dong"), ("hoidong", "hoi dong"), ("dnah gia", "danh gia")],
    )
    def test_one_slip_is_put_right(self, typed: str, meant: str) -> None:
        words = [spell(word) for word in typed.split()]
        assert " ".join(word.folded for word in self.spelling.correct(words)) == meant

    def test_what_is_like_no_word_stays(self) -> None:
        assert self.spelling.correct([spell("karaoke")]) == [spell("karaoke")]


class TestRanking:
    @pytest.mark.parametrize(
        ("question", "key"),
        [
            ("thư ký hội đồng đánh giá là ai", "card:tt09-hd-thu-ky"),
            ("thu ky hoi dong danh gia la ai", "card:tt09-hd-thu-ky"),
            ("bien bản họp hội đônfg đánh giá dùng mẫu maays", "card:tt09-mau-05"),
        ],
    )
    def test_the_card_comes_first(self, knowledge: Knowledge, question: str, key: str) -> None:
        assert found(knowledge, question)[0].item.key == key

    def test_the_named_document_comes_first(self, knowledge: Knowledge) -> None:
        assert found(knowledge, "theo kế hoạch 3590 cơ quan nào chủ trì")[0].item.scope == "kh-3590-2021"
        assert found(knowledge, "hiệu lực từ ngày nào tt09")[0].item.key == "card:tt09-hieu-luc"

    def test_an_old_decision_is_meant_only_where_it_is_named(self, knowledge: Knowledge) -> None:
        assert found(knowledge, "điều kiện công nhận đạt chuẩn")[0].item.bygone is False
        assert found(knowledge, "điều kiện công nhận theo QĐ 619")[0].item.bygone is True


class TestCertainty:
    def test_it_is_between_nothing_and_one(self, knowledge: Knowledge) -> None:
        for question in list(questions("tuning"))[:60]:
            for match in found(knowledge, question["q"])[:2]:
                query = knowledge.search.query(knowledge.search.read(question["q"]))
                assert 0 < certainty(query, match) < 1
                assert all(0 <= value <= 1 for value in evidence(query, match).values())

    def test_a_foreign_matter_takes_it_away(self, knowledge: Knowledge) -> None:
        ours = sure_of(knowledge, "hồ sơ đề nghị công nhận gồm những gì")
        assert sure_of(knowledge, "hồ sơ đề nghị công nhận gia đình văn hóa gồm những gì") < 0.6 < ours

    def test_another_document_takes_it_away(self, knowledge: Knowledge) -> None:
        assert sure_of(knowledge, "quyết định 25/2021 có hiệu lực từ ngày nào") > 0.8
        assert sure_of(knowledge, "quyết định 35/2022 có hiệu lực từ ngày nào") < 0.8


class TestStructure:
    def test_the_structure_speaks_only_where_no_card_does(self, knowledge: Knowledge) -> None:
        keys = {each.item.key for each in knowledge.search.index.items}
        assert "card:qd25-ct-1-1" in keys
        assert "indicator:qd-25-2021:1.1" not in keys

    def test_without_cards_the_structure_answers(self, knowledge: Knowledge) -> None:
        bare = replace(knowledge, cards=())
        assert found(bare, "hòa giải kịp thời, hiệu quả thuộc chỉ tiêu nào")[0].item.key.endswith(("3.1", "3.2"))


def test_the_index_holds_no_card_tests(knowledge: Knowledge) -> None:
    told = {text for item in card_items(knowledge.cards) for text in (item.question, *item.wordings, item.body)}
    assert not told & {test for card in knowledge.cards for test in card.tests}


@pytest.mark.parametrize(
    ("before", "now", "whole"),
    [
        ("mẫu 03 là gì", "còn mẫu 04?", "mau 4 la gi"),
        ("chỉ tiêu 2 tiêu chí 2 là gì", "thế chỉ tiêu 3", "chi tieu 3 tieu chi 2 la gi"),
        ("hạn gửi hồ sơ năm 2023", "còn năm 2024", "han gui ho so nam 2024"),
        ("xã báo cáo trước ngày nào", "còn huyện thì sao", "huyen bao cao truoc ngay nao"),
        ("qđ 25 có mấy tiêu chí", "còn qđ 27?", "quyet dinh 27 co may tieu chi"),
    ],
)
def test_a_follow_up_takes_the_place_of_what_it_changes(
    knowledge: Knowledge, before: str, now: str, whole: str
) -> None:
    search = knowledge.search
    reading = search.read(now)
    assert search.leans(reading)
    assert search.rewritings((before,), reading)[0].plain == whole

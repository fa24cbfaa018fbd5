"""What is answered, under which regulation, and what is said around it."""

from pathlib import Path

import pytest

from handlers import texts_answers as texts
from handlers import texts_structure as structure
from handlers.asking import Answered, AskContext, answer_by_key, ask
from knowledge.library import Knowledge, load_knowledge

QD25, QD27 = "QĐ 25/2021/QĐ-TTg", "QĐ 27/2025/QĐ-TTg"


def answer(
    knowledge: Knowledge, question: str, *previous: str, year: int | None = None, assessed: int = 2026
) -> Answered:
    return ask(question, AskContext(previous, year, assessed), knowledge)


class TestRegimes:
    def test_without_an_answer_under_the_years_regulation_the_difference_is_said_first(
        self, knowledge: Knowledge
    ) -> None:
        found = answer(knowledge, "hạn gửi hồ sơ")
        assert found.outcome == "sure"
        assert found.text.startswith(f"Năm 2026 áp dụng {QD27}")
        assert f"Theo {QD25} (năm đánh giá 2022–2024):" in found.text
        assert "chậm nhất hết ngày 09/01" in found.text
        assert "Căn cứ: khoản 2 Điều 5 QĐ 25/2021/QĐ-TTg" in found.text

    def test_a_named_year_is_answered_under_its_own_regulation_with_the_date(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "han gui ho so tcpl nam 2023")
        assert found.text.startswith("Năm đánh giá 2023: trước ngày 10/01/2024, tức chậm nhất hết ngày 09/01/2024.")
        assert QD27 not in found.text

    def test_the_year_may_come_from_the_caller(self, knowledge: Knowledge) -> None:
        assert "10/01/2025" in answer(knowledge, "hạn gửi hồ sơ", year=2024).text

    def test_in_an_earlier_assessed_year_there_is_nothing_to_say_first(self, knowledge: Knowledge) -> None:
        assert QD27 not in answer(knowledge, "hạn gửi hồ sơ", assessed=2023).text

    def test_where_both_regulations_answer_both_are_shown_and_told_apart(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "chỉ tiêu 2 tiêu chí 1")
        assert found.text.index(f"Theo {QD27}") < found.text.index(f"Theo {QD25}")
        assert "văn bản hành chính" in found.text
        assert "truyền thông" in found.text

    def test_a_paused_year_says_so_first(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "năm 2025 hạn gửi hồ sơ ngày nào")
        assert found.text.startswith("Năm 2025: ")
        assert "tạm dừng" in found.text.splitlines()[0]
        assert f"Theo {QD25} (năm đánh giá 2022–2024):" in found.text

    @pytest.mark.parametrize(
        "question", ["hạn gửi hồ sơ năm 2005", "tiêu chí 2 năm 2005", "năm 2005 theo quyết định nào"]
    )
    def test_a_year_that_no_regulation_covers_is_refused(self, knowledge: Knowledge, question: str) -> None:
        found = answer(knowledge, question)
        assert (found.outcome, found.text) == ("none", texts.unknown_year(2005))

    @pytest.mark.parametrize(("year", "name"), [(2021, "QĐ 619/QĐ-TTg"), (2023, QD25), (2026, QD27)])
    def test_which_decision_holds_for_a_year(self, knowledge: Knowledge, year: int, name: str) -> None:
        found = answer(knowledge, f"năm {year} áp dụng quyết định nào")
        assert found.outcome == "sure"
        assert texts.year_rule(year, name) in found.text

    def test_a_named_regulation_is_answered_without_another_one(self, knowledge: Knowledge) -> None:
        assert QD27 not in answer(knowledge, f"ct3 tc2 theo {QD25}").text
        assert "80 điểm" in answer(knowledge, "QĐ 25 tổng điểm bao nhiêu thì được công nhận").text

    def test_an_answer_that_was_not_compared_with_the_original_says_so(self, knowledge: Knowledge) -> None:
        assert "chưa đối chiếu bản gốc" in answer(knowledge, "qđ 27 có mấy tiêu chí").text
        assert "chưa đối chiếu bản gốc" not in answer(knowledge, "qđ 25 có mấy tiêu chí").text


class TestStructure:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("ct3 tc4 qđ25", "biểu quyết"),
            ("tiêu chí 2 có mấy chỉ tiêu theo qđ 25", "06 chỉ tiêu"),
            ("quyết định 25 có mấy tiêu chí", "05 tiêu chí, 20 chỉ tiêu"),
            ("mẫu 04 tt09", "Phiếu lấy ý kiến"),
            ("qđ 25 do ai ban hành", "Thủ tướng Chính phủ ban hành ngày 22/07/2021"),
            ("điều 5 khoản 2 QĐ 25 nói gì", "10/01"),
            ("mục II.2.b kế hoạch 3590", "tin, bài"),
        ],
    )
    def test_a_bare_number_is_answered_from_the_data(self, knowledge: Knowledge, question: str, said: str) -> None:
        found = answer(knowledge, question)
        assert found.outcome == "sure"
        assert said in found.text
        assert "Căn cứ: " in found.text

    def test_an_indicator_without_its_criterion_is_asked_back(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "chỉ tiêu 3?")
        assert (found.outcome, found.text) == ("likely", structure.which_criterion("3"))
        assert [key for key, _ in found.choices] == [f"indicator:qd-25-2021:{number}.3" for number in (2, 3, 4, 5)]
        assert all(len(label) <= texts.LONGEST_LABEL for _, label in found.choices)

    def test_a_place_that_does_not_exist_is_not_made_up(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "chỉ tiêu 9 tiêu chí 2 qđ 25")
        assert found.outcome == "none"
        assert "không có chỉ tiêu 9 của tiêu chí 2; tiêu chí 2 chỉ có 06 chỉ tiêu." in found.text

    def test_an_indicator_of_a_criterion_that_does_not_exist_says_so_and_how_surely(self, knowledge: Knowledge) -> None:
        told = answer(knowledge, "chỉ tiêu 5.1 qđ 27").text
        assert "không có tiêu chí 5; chỉ có 03 tiêu chí (theo phần mềm tham khảo; chưa đối chiếu bản gốc)." in told

    def test_a_name_that_is_a_description_says_so(self, knowledge: Knowledge) -> None:
        assert "Công khai văn bản (mô tả, chưa phải tên chính thức)" in answer(knowledge, "ct 2.2 qđ 27").text

    def test_an_unknown_day_of_effect_is_told_by_the_card_that_says_so(self, knowledge: Knowledge) -> None:
        assert "Chưa xác minh được ngày có hiệu lực" in answer(knowledge, "QĐ 27/2025 có hiệu lực từ ngày nào").text

    def test_a_line_of_a_choice_says_where_it_is_from(self, knowledge: Knowledge) -> None:
        assert "(theo phần mềm tham khảo)." in answer(knowledge, "hòa giải").text

    def test_a_document_says_what_is_not_sure_about_it_and_the_article_of_its_effect(
        self, knowledge: Knowledge
    ) -> None:
        told = answer(knowledge, "TT 09/2021 có hiệu lực khi nào").text
        assert "theo nguồn thứ cấp" in told
        assert "Căn cứ: khoản 1 Điều 8 TT 09/2021/TT-BTP" in told

    def test_a_day_of_effect_says_whose_it_is_where_several_documents_are_cited(self, knowledge: Knowledge) -> None:
        told = answer(knowledge, "năm nào theo quyết định nào").text
        assert "(QĐ 25/2021/QĐ-TTg có hiệu lực từ 01/01/2022)" in told

    def test_the_basis_of_a_law_says_since_when_it_holds(self, knowledge: Knowledge) -> None:
        told = answer(knowledge, "xã phải đối thoại với dân mấy lần 1 năm").text
        assert "Căn cứ: Điều 32 Luật Thực hiện dân chủ ở cơ sở 2022 (có hiệu lực từ 01/07/2023)." in told

    def test_an_article_without_its_document_is_asked_back(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "điều 4")
        assert found.outcome == "likely"
        assert 2 <= len(found.choices) <= 4

    def test_points_that_are_not_from_the_original_say_where_from(self, knowledge: Knowledge) -> None:
        assert "Điểm tối đa: 7 (suy ra" in answer(knowledge, "ct2 tc1 qđ 25").text

    def test_another_decision_is_not_answered_and_ours_with_its_digits_is_offered(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "quyết định 52/2021 quy định gì")
        assert found.outcome == "likely"
        assert "không có trong kho" in found.text
        assert found.choices == (("document:qd-25-2021", QD25),)

    def test_one_more_regulation_file_is_asked_about_like_the_others(
        self, tmp_path: Path, knowledge: Knowledge
    ) -> None:
        write_fourth_regulation(tmp_path)
        richer = load_knowledge(tmp_path)
        found = answer(richer, "quyết định 77/2031 chỉ tiêu 2 tiêu chí 1")
        assert "Chỉ tiêu 2 của Tiêu chí 1: Phổ biến bằng tranh" in found.text
        assert answer(richer, "phổ biến bằng tranh thuộc chỉ tiêu nào năm 2031").cards == ("indicator:qd-77-2031:1.2",)
        assert answer(knowledge, "quyết định 77/2031 chỉ tiêu 2 tiêu chí 1").outcome != "sure"


class TestOutcomes:
    def test_sure_ends_with_the_legal_basis_and_offers_what_is_related(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "thư ký hội đồng đánh giá là ai", assessed=2023)
        assert "Căn cứ: điểm d khoản 2 Điều 5 TT 09/2021/TT-BTP (năm đánh giá 2022–2024)." in found.text
        assert found.cards[0] == "card:tt09-hd-thu-ky"
        assert 1 <= len(found.choices) <= 3
        assert found.score > found.runner_up >= 0

    def test_likely_shows_the_gist_of_up_to_four(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "biểu mẫu")
        assert found.outcome == "likely"
        assert found.text.startswith(texts.WHICH_ONE)
        assert 2 <= len(found.choices) <= 4
        assert all(f"{number}. " in found.text for number in range(1, len(found.choices) + 1))

    def test_none_offers_to_forward_and_to_see_the_topics(self, knowledge: Knowledge) -> None:
        found = answer(knowledge, "thủ tục đăng ký kết hôn có yếu tố nước ngoài")
        assert (found.outcome, found.text) == ("none", texts.NO_ANSWER)
        assert [key for key, _ in found.choices] == ["forward", "topics"]

    def test_hardly_anything_said_is_asked_back(self, knowledge: Knowledge) -> None:
        assert answer(knowledge, "ủa r sao").text == texts.UNCLEAR

    @pytest.mark.parametrize(
        "key", ["card:tt09-hd-thu-ky", "indicator:qd-25-2021:2.4", "form:qd-25-2021:04", "document:qd-25-2021"]
    )
    def test_a_choice_is_answered_by_its_key(self, knowledge: Knowledge, key: str) -> None:
        found = answer_by_key(key, AskContext((), None, 2026), knowledge)
        assert found.outcome == "sure"
        assert "Căn cứ: " in found.text

    @pytest.mark.parametrize("key", ["", "card:", "card:khong-co", "indicator:qd-25-2021:9.9", "form:x:y", "x"])
    def test_an_old_key_is_no_fault(self, knowledge: Knowledge, key: str) -> None:
        assert answer_by_key(key, AskContext((), None, 2026), knowledge).outcome == "none"

    def test_every_choice_that_is_offered_can_be_taken(self, knowledge: Knowledge) -> None:
        for question in ("biểu mẫu", "hồ sơ", "chỉ tiêu 2", "điều 3", "hạn nộp hồ sơ"):
            for key, _ in answer(knowledge, question).choices:
                assert key in ("forward", "topics") or answer_by_key(key, AskContext((), None, 2026), knowledge).cards


class TestFollowUps:
    @pytest.mark.parametrize(
        ("question", "previous", "said"),
        [
            ("còn mẫu 04 dùng làm chi?", ["Mẫu 03 của thông tư 09 là mẫu gì?"], "Phiếu lấy ý kiến"),
            ("thế tiêu chí 5", ["tiêu chí 4 có mấy chỉ tiêu theo qđ25"], "04 chỉ tiêu"),
            ("còn năm 2024?", ["hạn gửi hồ sơ năm 2023"], "10/01/2025"),
            ("thế năm 2024", ["hạn gửi hồ sơ năm 2022", "còn năm 2023?"], "10/01/2025"),
            ("ghi ở điều mô?", ["tổng điểm tối đa các tiêu chí là mấy điểm"], "khoản 6 Điều 3"),
        ],
    )
    def test_it_is_read_with_the_question_before(
        self, knowledge: Knowledge, question: str, previous: list[str], said: str
    ) -> None:
        found = answer(knowledge, question, *previous)
        assert found.outcome == "sure"
        assert said in found.text

    def test_a_whole_new_question_is_read_alone(self, knowledge: Knowledge) -> None:
        alone = answer(knowledge, "thư ký hội đồng đánh giá là ai")
        assert answer(knowledge, "thư ký hội đồng đánh giá là ai", "hạn gửi hồ sơ") == alone

    def test_a_foreign_question_is_not_saved_by_the_one_before(self, knowledge: Knowledge) -> None:
        assert answer(knowledge, "còn thủ tục ly hôn thì sao?", "hồ sơ đề nghị công nhận gồm gì").outcome != "sure"


def write_fourth_regulation(folder: Path) -> None:
    (folder / "qd-77-2031.yaml").write_text(
        """
defaults: {status: primary, source: "Văn bản giả định trong kiểm thử", checked_on: "2031-01-01"}
id: qd-77-2031
document: qd-77-2031
result: pass_fail
units_covered: ["xã"]
documents:
  - {id: qd-77-2031, number: "77/2031/QĐ-TTg", kind: decision, short: "QĐ 77/2031/QĐ-TTg"}
assessed_years: [{first: 2031, citations: [{document: qd-77-2031, article: "1"}]}]
criteria:
  - id: "1"
    title: "Phổ biến pháp luật"
    citations: [{document: qd-77-2031, article: "3"}]
    indicators:
      - {id: "1.1", title: "Phổ biến bằng kịch", citations: [{document: qd-77-2031, article: "3", clause: "1"}]}
      - {id: "1.2", title: "Phổ biến bằng tranh", citations: [{document: qd-77-2031, article: "3", clause: "2"}]}
conditions:
  - {id: all, kind: all_indicators_met, title: "Đạt mọi chỉ tiêu", citations: [{document: qd-77-2031, article: "4"}]}
""",
        encoding="utf-8",
    )

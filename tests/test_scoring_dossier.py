"""Two whole dossiers entered with the number keys alone, as the golden conversations tell them word for word.

That they are what is really heard is checked by tests/test_conversations.py; here their keys are counted.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation

CONVERSATIONS = Path(__file__).parent / "conversations"
SAVED = re.compile(r"^ *(\d+\.\d+\.\d+): .* Đã lưu \d\d:\d\d\.", re.MULTILINE)
MOST_A_CONTENT = 3
SECONDS_A_MESSAGE, MINUTES = 8, 15


@dataclass(frozen=True)
class Told:
    """A whole conversation: what was said, each with all that was heard."""

    lines: tuple[tuple[str, str], ...]

    @property
    def said(self) -> list[str]:
        return [said for said, _ in self.lines]

    @property
    def last(self) -> str:
        return self.lines[-1][1]

    def messages_a_content(self) -> dict[str, int]:
        """How many messages each content took, from its question to the way on from what was saved."""
        taken: dict[str, int] = {}
        since = 0
        for _, heard in self.lines[1:]:
            since += 1
            if found := SAVED.search(heard):
                taken[found[1]] = since
                since = 0
        return taken


def told(name: str) -> Told:
    parts = (CONVERSATIONS / f"{name}.txt").read_text(encoding="utf-8").split("\n> ")[1:]
    return Told(tuple((said, heard) for said, _, heard in (part.partition("\n< ") for part in parts)))


def contents(regulation: Regulation | Paused | None) -> list[str]:
    assert isinstance(regulation, Regulation)
    return [c.id for each in regulation.indicators() for c in regulation.contents(each)]


@pytest.mark.parametrize(
    ("name", "opening"), [("ca-ho-so-tap-huan-2023", "/taphuan 2023"), ("ca-ho-so-2026", "/chamdiem 2026")]
)
def test_number_keys_and_a_quarter_of_an_hour_are_enough(name: str, opening: str) -> None:
    first, *keys = told(name).said
    assert first == opening
    assert [each for each in keys if not re.fullmatch(r"[0-9,/]+", each)] == []
    assert len([first, *keys]) * SECONDS_A_MESSAGE < MINUTES * 60


@pytest.mark.parametrize("name", ["ca-ho-so-tap-huan-2023", "ca-ho-so-2026"])
def test_no_content_takes_more_than_three_messages(name: str, knowledge: Knowledge) -> None:
    practice = "tap-huan" in name
    regulation = knowledge.practice_for(2023) if practice else knowledge.regulation_for(2026)
    taken = told(name).messages_a_content()
    assert list(taken) == contents(regulation), "each content once, in the regulation's order"
    assert max(taken.values()) <= MOST_A_CONTENT


def test_the_practice_dossier_ends_with_everything_complete_and_a_verdict() -> None:
    conversation = told("ca-ho-so-tap-huan-2023")
    menus = [heard for _, heard in conversation.lines if "Tổng điểm tự chấm đến nay" in heard]
    assert "Đã có 20/20 chỉ tiêu. Tổng điểm tự chấm đến nay: 90." in menus[-1]
    assert [f"({done}/{done})" in menus[-1] for done in (2, 6, 3, 5, 4)] == [True] * 5
    assert "(đúng)" in menus[-1]
    assert "năm 2023: đủ điều kiện (tạm tính)." in conversation.last
    assert all("[TẬP HUẤN · SỐ MINH HOẠ]" in heard for _, heard in conversation.lines)


def test_the_dossier_of_2026_says_that_the_rules_are_not_known_yet() -> None:
    conversation = told("ca-ho-so-2026")
    assert any("Đã có 14/14 chỉ tiêu." in heard for _, heard in conversation.lines)
    assert "chưa kết luận được vì em chưa có đủ cách tính." in conversation.last
    assert "Tạm tính vì chưa đối chiếu văn bản gốc" in conversation.last

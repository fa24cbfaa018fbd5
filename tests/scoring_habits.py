"""What people send: mostly what the talk at hand could hear, and everything else."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.conversation import Content, File, Offer, Press, Slot, Text, Unsupported
from handlers.dialogues import (
    AwaitingEvidence,
    AwaitingMaximum,
    AwaitingNote,
    AwaitingReason,
    AwaitingSatisfaction,
    AwaitingScore,
    AwaitingTrial,
    Dialogue,
)
from handlers.dossiers import DossierKey
from handlers.scoring.keys import read_key
from handlers.typed import fold


def _several(texts: str) -> tuple[str, ...]:
    return tuple(texts.split("|"))


VALUES = _several(
    "0|1|2|3|5|7|12|13|20|1.240|1209|29,63|7.5|6,755|0,25|95%|12/13|13/12|0/0|12 trên 13|1 234 việc|mười hai|-1|١٢|½|"
    "1e9|99999999999|100.000.000|có|chưa|không|x|a|b|12,5|1.234"
)
WORDS = _several(
    "bỏ qua|tiếp|lùi|quay lại|không phát sinh|mục lục|cách tính|?|minh chứng|ghi chú|giao việc|huỷ|trợ giúp|tiến độ|"
    "còn thiếu gì|xoá|2.4|1.1|5.3|9.9|ct4 tc2|chỉ tiêu 3.1|đến hòa giải|đến trợ giúp pháp lý|mở phổ biến|tc1"
)
QUESTIONS = _several(
    "hạn gửi hồ sơ năm 2023|dai truyen thanh phai phat may lan|ct2 tc3 là gì|thủ tục kết hôn|còn huyện thì sao|mẫu 04|"
    "điều 5|tỷ lệ bao nhiêu % thì đạt|alo|👍|...|đối chiếu lại sổ theo dõi|vì sao lại thế?"
)
COMMANDS = _several(
    "/chamdiem|/chamdiem 2023|/chamdiem 2024|/chamdiem 2026|/chamdiem 2021|/chamdiem 2025|/chamdiem 1999|/chamdiem hai|"
    "/taphuan 2023|/taphuan|/tiendo|/tiendo 2023|/conthieu|/conthieu 2023|/huy|/start|/danhmuc 2024|/abc|/nop"
)
JUNK = ("", "\u200b", "a" * 4001, "7KQ2-9XMD-4TRB", "\x00\x01", "1" * 300)


@dataclass
class Habits:
    """Throws the dice for the next message; `taken` counts the choices of each kind."""

    dice: random.Random
    taken: Counter[str] = field(default_factory=Counter)

    def anything(self, dialogue: Dialogue, offer: Offer, seen: list[int]) -> Content:
        """Any message, mostly one that the talk at hand could hear from a person."""
        kinds: dict[Callable[[], Content], int] = {
            lambda: self._what_is_asked(dialogue, offer): 60,
            lambda: Text(str(self.dice.randint(1, len(offer.choices) + 1))): 15,
            lambda: self._rarest_choice(offer): 15,
            lambda: self._press(offer, seen): 10,
            lambda: self._choice_by_words(offer): 6,
            lambda: Text(self.dice.choice(VALUES)): 20,
            lambda: Text(self.dice.choice(WORDS)): 14,
            lambda: Text(self.dice.choice(COMMANDS)): 5,
            lambda: Text(self.dice.choice(QUESTIONS)): 3,
            lambda: Text(self.dice.choice(JUNK)): 1,
            self._file: 3,
            lambda: Unsupported(self.dice.choice(("sticker", "voice", "other"))): 1,
        }
        return self.dice.choices(list(kinds), list(kinds.values()))[0]()

    def _what_is_asked(self, dialogue: Dialogue, offer: Offer) -> Content:
        """A number where one is awaited, the first choice where there is one, else the way into the entry."""
        match dialogue:
            case AwaitingNote() | AwaitingReason(chosen=True):
                return Text(self.dice.choice(("đối chiếu lại sổ", "xoá")))
            case AwaitingEvidence() if self.dice.random() < 0.7:
                return self._file()
            case AwaitingScore() | AwaitingTrial() | AwaitingMaximum() | AwaitingSatisfaction() if not offer.numbered:
                return Text(self.dice.choice(("1", "2", "3", "0,5", "2/3", "12/12", "7")))
        return Text("1" if offer.choices else self.dice.choice(("/chamdiem", "/chamdiem 2023", "/taphuan 2023")))

    def _rarest_choice(self, offer: Offer) -> Content:
        """Of the offered choices the one whose like was taken the fewest times."""
        verbs = [key.verb if (key := read_key(choice.key)) else choice.key for choice in offer.choices] or [""]
        rarest = min(verbs, key=lambda verb: self.taken[verb])
        self.taken[rarest] += 1
        return Press(offer.revision, verbs.index(rarest) + 1)

    def _press(self, offer: Offer, seen: list[int]) -> Content:
        revision = offer.revision if self.dice.random() < 0.7 else self.dice.choice(seen[-6:])
        return Press(revision, self.dice.randint(1, max(1, len(offer.choices))))

    def _choice_by_words(self, offer: Offer) -> Content:
        label = self.dice.choice(offer.choices).label if offer.choices else "tiếp"
        return Text(self.dice.choice((label, fold(label), label[:12])))

    def _file(self) -> Content:
        digest = self.dice.choice("abc") * 64
        key = DossierKey(self.dice.randint(1, 4), self.dice.choice((2023, 2026)), self.dice.random() < 0.3)
        content, replacing = self.dice.choice(("1.1.1", "2.4.1", "9.9.9")), self.dice.choice((None, 1, 2, 3))
        slot = Slot(key, content, replacing) if self.dice.random() < 0.3 else None
        return File("tệp.pdf", "application/pdf", 120_000, digest, slot)

"""The pure parts of the Telegram channel: splitting, pacing, reading an update, making a keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pacing import Pace
from bot.channels.splitting import split_text, utf16_length
from bot.channels.telegram_reading import Incoming, RemoteFile, button_data, read_update
from bot.channels.telegram_sending import text_parts
from handlers.conversation import Choice, Press, Reply, Text, Unsupported


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_no_part_is_too_long_or_blank_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(part.strip() and utf16_length(part) <= limit for part in parts)
    assert bare("".join(parts)) == bare(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("  \n ", []),
        ("ngắn", ["ngắn"]),
        ("a" * 20, ["a" * 20]),
        ("a" * 21, ["a" * 20, "a"]),
        ("một hai ba\n\nbốn năm sáu", ["một hai ba", "bốn năm sáu"]),
        ("một hai ba.\nbốn năm sáu bảy", ["một hai ba.", "bốn năm sáu bảy"]),
        ("Một hai ba bốn. Năm sáu.", ["Một hai ba bốn.", "Năm sáu."]),
        ("Điểm 29,63 và 7.5 là đủ", ["Điểm 29,63 và 7.5 là", "đủ"]),
        # A paragraph that ends early would leave a stub: the later line end is better.
        ("x\n\nmột hai ba bốn\nnăm sáu", ["x\n\nmột hai ba bốn", "năm sáu"]),
        ("😀" * 11, ["😀" * 10, "😀"]),
        # A letter keeps its mark, an emoji its skin.
        ("a" * 19 + "e\u0301", ["a" * 19, "e\u0301"]),
        ("a" * 18 + "👍🏽", ["a" * 18, "👍🏽"]),
    ],
)
def test_where_a_text_is_cut(text: str, parts: list[str]) -> None:
    assert split_text(text, 20) == parts


class Stopwatch:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_address_waits_its_pause_and_nobody_else_does() -> None:
    watch = Stopwatch()
    pace = Pace(watch, a_second=28, apart=1.05)
    assert [pace.to_address("a"), pace.to_address("b")] == [0, 0]
    assert pace.to_address("a") == pytest.approx(1.05)
    watch.now += 5
    assert pace.to_address("a") == 0


def test_at_most_so_many_a_second_in_all() -> None:
    watch = Stopwatch()
    pace = Pace(watch, a_second=28, apart=1.05)
    waits = [pace.at_all() for _ in range(57)]
    assert waits == pytest.approx([number / 28 for number in range(57)])


def test_an_address_that_is_free_again_is_forgotten() -> None:
    watch = Stopwatch()
    pace = Pace(watch, a_second=28, apart=1)
    for number in range(5000):
        pace.to_address(str(number))
        watch.now += 1
    assert len(pace._next_to) <= 1001


CHAT = {"id": 7, "type": "private", "first_name": "Lan"}
SENDER = {"id": 7, "is_bot": False, "first_name": "Lan"}


def message(**content: object) -> dict[str, object]:
    return {"message_id": 1, "date": 1, "chat": CHAT, "from": SENDER, **content}


FILE = {"file_id": "F1", "file_unique_id": "U1", "file_size": 10}


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ({"text": "xin chào"}, Text("xin chào")),
        ({"text": "nửa \ud83d"}, Text("nửa ")),
        ({"text": "NUL \x00"}, Text("NUL \x00")),
        ({"document": FILE | {"file_name": "a.pdf"}}, RemoteFile("F1", "a.pdf", 10)),
        (
            {"photo": [{**FILE, "width": 1, "height": 1}, {**FILE, "file_id": "F2", "width": 9, "height": 9}]},
            RemoteFile("F2", "anh-1.jpg", 10),
        ),
        ({"location": {"latitude": 16.0, "longitude": 107.0}}, Unsupported("location")),
        ({"voice": {**FILE, "duration": 1}}, Unsupported("voice")),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, Unsupported("other")),
        ({"document": FILE, "animation": {**FILE, "width": 1, "height": 1, "duration": 1}}, Unsupported("other")),
    ],
)
def test_a_message_is_read(content: dict[str, object], read: object) -> None:
    assert read_update({"update_id": 5, "message": message(**content)}) == Incoming("5", "7", read)  # type: ignore[arg-type]  # parametrised


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "message": message(text="x") | {"chat": {"id": -9, "type": "group", "title": "x"}}},
        {"update_id": 5, "message": message(text="x") | {"chat": {"id": -9, "type": "channel", "title": "x"}}},
        {"update_id": 5, "message": message(pinned_message=message(text="x"))},
        {"update_id": 5, "edited_message": message(text="x")},
        {"update_id": 5},
    ],
)
def test_what_is_not_for_us_is_nothing(update: dict[str, object]) -> None:
    assert read_update(update) is None


@pytest.mark.parametrize("update", [{"update_id": 5, "message": {"text": "x"}}, {"message": message(text="x")}, [], 5])
def test_what_cannot_be_read_raises(update: object) -> None:
    with pytest.raises((TypeError, AttributeError, LookupError)):
        read_update(update)


@pytest.mark.parametrize(
    ("data", "press"),
    [("v1:12:3", Press(12, 3)), ("v0:12:3", Press(0, 0)), ("", Press(0, 0)), ("v1:1:1:1", Press(0, 0))],
)
def test_a_press_names_revision_and_number(data: str, press: Press) -> None:
    query = {"id": "q", "from": SENDER, "chat_instance": "1", "data": data, "message": message(text="?")}
    assert read_update({"update_id": 5, "callback_query": query}) == Incoming("5", "7", press, "q")


def test_a_press_on_a_message_too_old_to_be_shown_is_read() -> None:
    old = {"chat": CHAT, "message_id": 1, "date": 0}
    query = {"id": "q", "from": SENDER, "chat_instance": "1", "data": "v1:1:1", "message": old}
    assert read_update({"update_id": 5, "callback_query": query}) == Incoming("5", "7", Press(1, 1), "q")


def test_the_largest_button_fits() -> None:
    assert len(button_data(999_999_999, 999)) <= 64


def test_the_keyboard_is_on_the_last_part_alone() -> None:
    reply = Reply("Câu dài. " * 600, (Choice("a", "Một"), Choice("b", "Hai")))
    first, last = text_parts(reply, 3)
    assert first.keyboard is None
    assert last.keyboard is not None
    assert [[(b.text, b.callback_data) for b in row] for row in last.keyboard.inline_keyboard] == [
        [("1. Một", "v1:3:1")],
        [("2. Hai", "v1:3:2")],
    ]


def test_a_label_too_long_for_a_phone_is_in_the_text_as_well() -> None:
    label = "TC1 – Ban hành văn bản quy phạm pháp luật được giao"
    [part] = text_parts(Reply("Chọn:", (Choice("a", label),)), 1)
    assert part.text == f"Chọn:\n[1] {label}"


def test_where_a_number_is_awaited_no_button_has_one() -> None:
    words = ("Không phát sinh", "Bỏ qua", "Lùi", "Cách tính", "Mục lục")
    reply = Reply("Bao nhiêu?", tuple(Choice(each, each) for each in words), numbered=False)
    [part] = text_parts(reply, 1)
    assert part.keyboard is not None
    rows = [[button.text for button in row] for row in part.keyboard.inline_keyboard]
    assert rows == [["Không phát sinh", "Bỏ qua", "Lùi"], ["Cách tính", "Mục lục"]]

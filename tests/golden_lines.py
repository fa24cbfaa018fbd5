"""The golden conversations line by line, to be played through any channel and compared with what it shows."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "conversations"
# How choices, documents and links look.
_LOOKS = re.compile(r"^(\[\d+\] .*|Hoặc gõ: .*|\(tệp: .*\)|https?://\S+|.*\(dùng được đến .*\):)$")
_CHOICE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
# A page of choices on a channel without buttons ends with this one.
_MORE = "Xem thêm ("


def lines(script: str) -> list[tuple[str, list[str]]]:
    """Each line of the script that does something, with the messages that are heard after it."""
    found: list[tuple[str, list[str]]] = []
    for line in script.splitlines():
        if line.startswith("< "):
            found[-1][1].append(line[2:])
        elif line.startswith("  "):
            found[-1][1][-1] += "\n" + line[2:]
        else:
            found.append((line, []))
    return found


SCRIPTS = {path.stem: lines(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))}


def said_lines(name: str) -> list[tuple[str, list[str]]]:
    """What is said in a script, each with the messages that are heard after it."""
    return [(line[2:], heard) for line, heard in SCRIPTS[name] if line.startswith("> ")]


def bare(text: str) -> list[str]:
    """The text without how choices look, cut into words: channels break long texts at different places."""
    told = " ".join(line for line in text.splitlines() if not _LOOKS.match(line))
    return re.sub(r"\b(console|web|telegram|zalo)\b", "[channel]", told).split()


def labels(text: str, page: int = 0) -> tuple[str, ...]:
    """What can be chosen, as plain text shows it; not the lines that turn a page of so many."""
    found = [(int(number), label) for number, label in _CHOICE.findall(text)]
    in_order = [label for place, (number, label) in enumerate(found, start=1) if number == place]
    if len(found) == page + 1 and found[-1][1].startswith(_MORE):
        in_order.pop()
    return tuple(in_order or or_type(text))


def or_type(text: str) -> list[str]:
    """The words that a message without numbers offers."""
    found = re.search(r"^Hoặc gõ: (.*)$", text, re.MULTILINE)
    return found[1].split(" · ") if found else []

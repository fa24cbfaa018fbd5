"""Reads what a person typed: cleaned text, commands, everyday words and invitation codes."""

import re
import unicodedata
from dataclasses import dataclass

from knowledge.text import fold as bare_letters

LONGEST_TEXT = 4000
# An invitation code: three groups of four letters or digits that cannot be mistaken for each other.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE = re.compile(rf"(?i)\b([{CODE_ALPHABET}]{{4}})[-\s]?([{CODE_ALPHABET}]{{4}})[-\s]?([{CODE_ALPHABET}]{{4}})\b")
_COMMAND = re.compile(r"^/([a-z_]+)(?:@\w+)?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(?i)\s*(?:s(?:ố|o) |ch(?:ọ|o)n )?[\[(]?([0-9]{1,3})[\]).]?\s*")
_KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True)
class Command:
    """A slash command or the words that stand for it."""

    name: str
    argument: str = ""


def clean(text: str) -> str:
    """NFC, without control, direction or half characters; line breaks and tabs stay."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    kept = (c for c in whole if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def fold(text: str) -> str:
    """Lower case without marks and punctuation, for comparing commands and choices."""
    return " ".join(re.sub(r"[^\w\s/]", " ", bare_letters(text)).split())


def read_command(text: str, words: dict[str, str]) -> Command | None:
    """The command in the text: "/name argument", or one of `words` (folded words → command name)."""
    if found := _COMMAND.match(text):
        return Command(found[1].lower(), (found[2] or "").strip())
    name = words.get(fold(text))
    return Command(name) if name else None


def read_code(text: str) -> str | None:
    """The invitation code, where the whole text is one (a "/start" before it is allowed)."""
    found = _CODE.fullmatch(re.sub(r"(?i)^/start\s+", "", text.strip()))
    code = "".join(found.groups()).upper() if found else ""
    # Every code has a digit, so that a name of twelve letters is not taken for one.
    return code if any(c.isdigit() for c in code) else None


def read_number(text: str) -> int | None:
    """The number, where the text is nothing else ("2", "2.", "[2]", "số 2")."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None

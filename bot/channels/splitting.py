"""Cuts a long text into parts that a channel takes, at the end of a paragraph, a line, a sentence or a word."""

import re
import unicodedata

# From the best place to cut to the worst; the cut is at the end of the match.
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…;:]\s"), re.compile(r"\s"))
# Characters that belong to the one before them: a cut in front of them would tear a letter or an emoji.
_JOINERS = "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_LONGEST_CLUSTER = 32


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units (what Telegram counts), none blank; nothing but blanks is lost."""
    parts = []
    rest = text.strip()
    while rest:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return parts


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes: a character beyond the first plane, as most emoji, counts twice."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def _cut(text: str, limit: int) -> int:
    most = _prefix(text, limit)
    if most == len(text):
        return most
    for pattern in _BREAKS:
        # A break in the first half would leave a stub; a lesser break further on is better.
        ends = [found.end() for found in pattern.finditer(text, most // 2, min(most + 1, len(text)))]
        if ends and min(ends[-1], most) > 0:
            return min(ends[-1], most)
    return _whole_letter(text, most)


def _prefix(text: str, limit: int) -> int:
    length = min(len(text), limit)
    while (over := utf16_length(text[:length]) - limit) > 0:
        length -= (over + 1) // 2
    return max(length, 1)


def _whole_letter(text: str, cut: int) -> int:
    for place in range(cut, max(cut - _LONGEST_CLUSTER, 0), -1):
        after, before = text[place], text[place - 1]
        if not unicodedata.combining(after) and after not in _JOINERS and before != "\u200d":
            return place
    return cut

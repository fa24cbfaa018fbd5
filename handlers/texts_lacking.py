"""What a dossier still lacks, as a reminder says it: for everybody, and for whoever has a part of it."""

from collections.abc import Sequence

MOST_INDICATORS = 6
OWN_PART, OWN_PART_DONE = " Phần của anh/chị còn thiếu {count} chỉ tiêu: {named}.", " Phần của anh/chị đã đủ."
NOBODYS = " {count} chỉ tiêu còn thiếu chưa giao cho ai."
SEND_AGAIN = " Bổ sung xong, anh/chị gửi lại hồ sơ thì em thôi nhắc."


def lacking(indicators: Sequence[str], count: int) -> str:
    """What a dossier still lacks."""
    if not count:
        return ""
    if not indicators:
        return f" Đã nhập đủ {count}/{count} chỉ tiêu, chưa gửi."
    return f" Còn thiếu {len(indicators)} chỉ tiêu: {_named(indicators)}."


def own_lacking(mine: Sequence[str], nobodys: int) -> str:
    """The same for whoever has a part of it: what of that is open, and how much nobody was given."""
    part = OWN_PART.format(count=len(mine), named=_named(mine)) if mine else OWN_PART_DONE
    return part + (NOBODYS.format(count=nobodys) if nobodys else "")


def _named(indicators: Sequence[str]) -> str:
    more = len(indicators) - MOST_INDICATORS
    return ", ".join(indicators[:MOST_INDICATORS]) + (f" và {more} chỉ tiêu khác" if more > 0 else "")

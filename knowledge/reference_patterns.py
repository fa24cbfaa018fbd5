"""How numbered places are written in plain (folded) text: "ct3 tc2", "điều 5 khoản 2", "mục II.5.a", "mẫu 04"."""

import re

SPOKEN = {
    "dau tien": 1,
    "nhat": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
NUMBER_WORDS = frozenset(word for spoken in SPOKEN for word in spoken.split())
ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "1": "I", "2": "II", "3": "III", "4": "IV"}
# "năm" is also "year", "nhất" is also "most": they are numbers only after "thứ".
_WORDS = "|".join(word for word in SPOKEN if word not in ("nam", "nhat", "dau tien"))
_N = rf"(?:so |thu )*(?P<n>{_WORDS}|\d{{1,2}}|(?<=thu )(?:nam|nhat)|dau tien)(?![\d./%])\b"
PATTERNS = {
    "date": re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\bngay \d{1,2} thang \d{1,2}(?: nam \d{4})?|\b\d/\d\b"),
    "section": re.compile(
        r"\bmuc (?P<part>i{1,3}|iv) ?(?P<item>\d)?(?: (?P<point>[a-d]))?\b"
        r"|\bmuc (?P<item2>\d)(?: (?P<point2>[a-d]))? (?:cua )?phan (?P<part2>i{1,3}|iv)\b"
        r"|\bphan (?P<part3>i{1,3}|iv)\b(?: muc (?P<item3>\d))?"
        r"|\b(?P<part4>i{1,3}|iv) (?P<item4>\d)(?: (?P<point4>[a-d]))?\b"
    ),
    "dotted": re.compile(r"\b(?:chi tieu |tieu chi |noi dung )?(?:so )?(?P<c>[1-9])\.(?P<i>[1-9])(?![\d.%/])"),
    "criterion": re.compile(rf"\btieu chi {_N}"),
    "indicator": re.compile(rf"\bchi tieu {_N}"),
    "article": re.compile(r"\bdieu (?:so )?(?P<n>\d{1,2})(?:\.(?P<k>\d{1,2}))?\b(?![/%])"),
    "clause": re.compile(r"\bkhoan (?:so )?(?P<n>\d{1,2})\b(?![./%])"),
    "point": re.compile(r"\bdiem (?P<n>[a-eđ])\b(?= (?:khoan|dieu|muc|cua|trong|thong|quyet|la)|$)"),
    "form": re.compile(rf"\b(?:bieu )?mau(?: bieu| so| thu| phieu| hieu)* (?P<n>{_WORDS}|\d{{1,2}})(?![\d./%])\b"),
    "annex": re.compile(r"\bphu luc (?:so )?(?P<n>i{1,3}|iv|\d)\b"),
    "year": re.compile(r"(?:\bnam (?:danh gia )?)?(?<![\d/.])(?P<n>20[0-3]\d)(?![\d/.%])"),
}

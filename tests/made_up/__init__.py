"""Two made-up regulations for tests of scoring: every measure, and what is not known of it."""

from pathlib import Path

from knowledge.regulation import Content, Regulation
from knowledge.strict_yaml import load

_HERE = Path(__file__).parent
POINTS, PASS_FAIL = load(_HERE / "points.yaml", Regulation), load(_HERE / "pass_fail.yaml", Regulation)


def content(regulation: Regulation, id_: str) -> Content:
    """The content with this id."""
    return next(c for each in regulation.indicators() for c in regulation.contents(each) if c.id == id_)

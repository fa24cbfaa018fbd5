"""A key for caches of what is made from large records, told apart without comparing them."""

from typing import Generic, TypeVar

One = TypeVar("One")


class Same(Generic[One]):
    """One object and no other, even one that equals it."""

    def __init__(self, one: One) -> None:
        self.one = one

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.one is other.one

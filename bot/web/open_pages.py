"""Which addresses have a page open in this process: they are woken when something moved, and at shutdown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.bell import Bell
from bot.channels.web import page_bell


class OpenPages:
    """Counts the streams of each address; all of it happens in the event loop's thread."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._open: Counter[str] = Counter()
        self.closing = False

    @contextmanager
    def opened(self, address: str) -> Iterator[None]:
        """For as long as a stream is open."""
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def __len__(self) -> int:
        return self._open.total()

    def wake(self, addresses: Iterable[str]) -> None:
        """Lets the pages of these addresses look again."""
        for address in self._open.keys() & set(addresses):
            self._bell.ring(page_bell(address))

    def close(self) -> None:
        """Ends every stream: the server goes down."""
        self.closing = True
        self.wake(list(self._open))

"""Pictures of the page for people to look at: SCREENSHOTS=folder keeps them there, otherwise they go with the test."""

import os
from pathlib import Path

from playwright.sync_api import Page

# Pictures further up may not have been asked for yet; the visible ones have.
DECODED = "() => Promise.all([...document.images].filter(e => e.complete).map(e => e.decode()))"


class Screenshots:
    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.environ.get("SCREENSHOTS") or folder)
        self._folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> Path:
        """The visible part of the page, once it stands still."""
        page.wait_for_timeout(400)
        page.evaluate(DECODED)
        path = self._folder / f"{name}.png"
        page.screenshot(path=str(path), animations="disabled")
        return path

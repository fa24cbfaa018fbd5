"""Long polling: raw updates in, inbox rows first, then the offset moves."""

import asyncio
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot import faults, logs
from bot.channels.telegram_client import TooManyRequestsError, show_commands
from bot.channels.telegram_intake import TelegramIntake
from bot.channels.telegram_reading import ALLOWED_UPDATES

POLL_SECONDS = 25
# The answer must come later than the poll ends at Telegram.
SLACK_SECONDS = 15
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


class TelegramPolling:
    """Asks for updates until cancelled; no answer of Telegram and no fault of the network ends it."""

    def __init__(self, bot: Bot, intake: TelegramIntake) -> None:
        self._bot, self._intake = bot, intake
        self._offset = 0
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Polls; Telegram keeps what is not confirmed, so a restart begins where the inbox ends."""
        ready = False
        while True:
            try:
                # A webhook left from before would make every poll fail.
                ready = ready or (await self._bot.delete_webhook() and await show_commands(self._bot))
                await self.poll()
                self._pause = FIRST_PAUSE
            except Exception as error:
                await asyncio.sleep(self._pause_after(error))

    async def poll(self) -> None:
        """One long poll; the offset moves only after everything is kept."""
        raws = await self._get_updates()
        await self._intake.take_all(raws)
        ids = [raw["update_id"] for raw in raws if isinstance(raw, dict) and isinstance(raw.get("update_id"), int)]
        self._offset = max([self._offset, *(number + 1 for number in ids)])

    async def _get_updates(self) -> list[Any]:
        asked = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": list(ALLOWED_UPDATES)}
        # In lower case, because PTB warns of raw calls to methods it knows; Telegram does not mind the case.
        raws: Any = await self._bot.do_api_request("getupdates", asked, read_timeout=POLL_SECONDS + SLACK_SECONDS)
        return list(raws)

    def _pause_after(self, error: Exception) -> float:
        if isinstance(error, TooManyRequestsError):
            return error.seconds
        if isinstance(error, TelegramError):
            logs.event("telegram_poll_failed", why=poll_fault(error))
        else:
            faults.report("database_away" if isinstance(error, DBAPIError) else "poll_broke", error)
        pause = self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        return pause


def poll_fault(error: TelegramError) -> str:
    """A short code for the log."""
    if isinstance(error, InvalidToken):
        return "bad_token"
    return "another_poller" if isinstance(error, Conflict) else "network"

"""Makes the turns: takes updates out of the inbox, lets them be decided, rings for delivery."""

import asyncio
from collections import Counter
from functools import partial

from sqlalchemy.exc import OperationalError

from bot import faults
from bot.documents.sheet_reading import read_kept_sheet
from bot.files import files_folder
from bot.services import Services
from handlers import texts
from handlers.conversation import Reply
from handlers.respond import respond
from storage.errors import TurnConflicted, TurnFailed
from storage.turns import Decide, give_up, take_turn

IDLE_SECONDS = 1.0
# A database that is away or full is asked again, first soon, then less often.
SLOWEST_RETRY_SECONDS = 30.0
# A decision that conflicts this often would do so for ever.
MOST_CONFLICTS = 5


class Worker:
    """One a process; several processes share a PostgreSQL inbox without meeting."""

    def __init__(self, services: Services, decide: Decide | None = None) -> None:
        self._services = services
        self._decide = decide or partial(respond, knowledge=services.knowledge)
        self._read_sheet = partial(read_kept_sheet, files_folder(services.settings))
        self._conflicts: Counter[int] = Counter()

    async def run(self) -> None:
        """Works until cancelled; nothing in an update or in the database ends it."""
        # The first person to ask should not wait for the index.
        await asyncio.to_thread(lambda: self._services.knowledge.search)
        pause = IDLE_SECONDS
        while True:
            counted = self._services.bell.count("inbox")
            try:
                while await asyncio.to_thread(self.run_once):
                    self._services.bell.ring("outbox")
                pause = IDLE_SECONDS
            except OperationalError as error:
                faults.report("database_away", error)
                pause = min(pause * 2, SLOWEST_RETRY_SECONDS)
            await self._services.bell.wait("inbox", counted, pause)

    def run_once(self) -> bool:
        """Makes one turn; False where nothing waits."""
        services = self._services
        try:
            return take_turn(services.engine, self._decide, services.clock(), self._read_sheet)
        except TurnConflicted as conflicted:
            # Somebody else changed what the decision rested on; the update still waits and is decided afresh.
            self._conflicts[conflicted.inbox_id] += 1
            if self._conflicts[conflicted.inbox_id] > MOST_CONFLICTS:
                self._give_up(conflicted.inbox_id, conflicted)
            return True
        except TurnFailed as failed:
            self._give_up(failed.inbox_id, failed)
            return True

    def _give_up(self, inbox_id: int, error: Exception) -> None:
        code = faults.report("turn_failed", error, inbox_id=inbox_id)
        give_up(self._services.engine, inbox_id, code, Reply(texts.fault(code)), self._services.clock())

"""A member on Zalo for tests: joined by a code as a message, with the links that a message holds."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.demo import fill_demo
from storage.invitations import add_invitation
from storage.tables import units
from tests.fake_zalo import User
from tests.zalo_bot import RunningZalo, away

CODE = "7KQ2-9XMD-4TRB"
UPLOAD = re.compile(r"http://\S+/tep/\S+")
DOCUMENT = re.compile(r"http://\S+/tai/\S+")


def invite(running: RunningZalo, code: str = CODE, role: str = "official") -> None:
    """A code for the commune of the demo's official."""
    services = running.services
    now = services.clock()
    [persona] = [each for each in fill_demo(services.engine, now) if each.role == "official"]
    with services.engine.begin() as tx:
        unit_id = tx.execute(select(units.c.id).where(units.c.name == persona.unit)).scalar_one()
        add_invitation(tx, code, unit_id, role, now, now + timedelta(days=7))


class Talk:
    """Says a line and returns what was heard since."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._heard = len(user.heard())

    async def say(self, text: str, messages: int = 1) -> str:
        self.user.says(text)
        return await self.hear(messages)

    async def hear(self, messages: int = 1) -> str:
        """The next messages, joined."""
        found = await away(lambda: self.user.hears(self._heard + messages))
        new, self._heard = found[self._heard :], len(found)
        return "\n".join(new)


def link_in(text: str, kind: re.Pattern[str] = UPLOAD) -> str:
    found = kind.search(text)
    assert found is not None, text
    return found[0]

"""What the parts of a running program share, made once in bot.run and passed on."""

from dataclasses import dataclass

from sqlalchemy import Engine

from bot.bell import Bell
from bot.clock import Clock
from bot.settings import Settings
from knowledge.library import Knowledge


@dataclass(frozen=True)
class Services:
    """`secret` signs links and cookies; the bell's names are "inbox" and "outbox"."""

    settings: Settings
    engine: Engine
    clock: Clock
    knowledge: Knowledge
    bell: Bell
    secret: bytes

"""Keeps updates in the inbox before a channel is told so; one that cannot be kept becomes a dead letter."""

import json

from sqlalchemy.exc import DataError, DBAPIError

from bot import faults
from bot.services import Services
from handlers.conversation import Update
from storage.inbox import accept, bury


def keep(services: Services, updates: list[Update]) -> None:
    """Keeps all of them; raises DBAPIError when the database cannot, and they must be brought again."""
    try:
        accept(services.engine, updates, services.clock())
    except Exception as error:
        if database_fault(error):
            raise
        for one in updates:
            _keep_singly(services, one)


def bury_raw(services: Services, channel: str, raw: object, error: Exception) -> None:
    """Makes what cannot be read a dead letter, found again by its fault code."""
    code = faults.report("update_unreadable", error, channel=channel)
    text = raw if isinstance(raw, str) else json.dumps(raw)
    bury(services.engine, channel, text, code, services.clock())


def database_fault(error: Exception) -> bool:
    """Whether the database is to blame and not the update: then nothing is given up, only tried again."""
    return isinstance(error, DBAPIError) and not isinstance(error, DataError)


def _keep_singly(services: Services, one: Update) -> None:
    """One of several cannot be kept as it is: the others are."""
    now = services.clock()
    try:
        accept(services.engine, [one], now)
    except Exception as error:
        if database_fault(error):
            raise
        code = faults.report("update_not_kept", error, channel=one.channel)
        bury(services.engine, one.channel, json.dumps([one.id, one.address]), code, now)

"""The law with what this office recorded: the annexes it filled in and the values it confirmed."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from knowledge.annex_applied import AnnexRefused, with_records
from knowledge.regulation import Regulation
from knowledge.strict_yaml import DataError, Fault
from storage.engine import reading
from storage.law_records import recorded_annexes, recorded_confirmations


def recorded_regulations(regulations: Iterable[Regulation], engine: Engine, timezone: str) -> tuple[Regulation, ...]:
    """The regulations with the records of a database."""
    zone = ZoneInfo(timezone)
    with reading(engine) as connection:
        annexes, confirmations = recorded_annexes(connection, zone), recorded_confirmations(connection, zone)
    try:
        return with_records(regulations, annexes, confirmations)
    except AnnexRefused as error:
        # A regulation file changed under a recorded annex: better to stop than to count with half of it.
        faults = (
            Fault(Path("annex"), 1, each.kind, ", ".join(each.about), each.kind, each.about) for each in error.faults
        )
        raise DataError(tuple(faults)) from error

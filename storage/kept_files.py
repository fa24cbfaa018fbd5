"""Which kept files anything refers to: the others can go."""

import re

from sqlalchemy import Engine, select

from storage.engine import reading
from storage.entry_tables import evidence
from storage.tables import dialogues, inbox

_DIGEST = re.compile(r"[0-9a-f]{64}")


def referenced_digests(engine: Engine) -> set[str]:
    """Evidence, taken back or not, and whatever a talk or an update that waits for its turn still names."""
    with reading(engine) as connection:
        digests = set(connection.execute(select(evidence.c.digest)).scalars())
        waiting = connection.execute(select(inbox.c.content).where(inbox.c.state == "new")).scalars()
        talks = connection.execute(select(dialogues.c.state)).scalars()
        return digests | {found for text in (*waiting, *talks) for found in _DIGEST.findall(text)}

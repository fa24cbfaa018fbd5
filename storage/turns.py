"""One turn in one transaction: gather what is known, let it be decided, keep everything or nothing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, insert, update
from sqlalchemy.exc import OperationalError

from handlers.changes import (
    Answered,
    Change,
    DaySet,
    Forwarded,
    Joined,
    Marked,
    Muted,
    Snoozed,
    TaskAnswered,
    TaskReceived,
    TaskSet,
)
from handlers.conversation import Memory, Reply, Turn, Update
from handlers.link_words import Linked, LinkOffered
from handlers.sheets import ReadSheet, no_sheet
from storage.codec import dump_standing, load_standing
from storage.entering import keep_dossier_change
from storage.errors import Conflict, TurnConflicted, TurnFailed
from storage.forwarding import forward_question
from storage.inbox import Accepted, mark_failed, sender, take_next
from storage.invitations import use_invitation
from storage.linking import keep_link_change
from storage.outbox import enqueue_replies
from storage.people import load_person
from storage.records import DatabaseRecords
from storage.reminding import keep_reminder_change
from storage.tables import answer_scores, dialogues

Decide = Callable[[Update, Memory], Turn]

_SAVE = (
    update(dialogues)
    .where(dialogues.c.person_id == bindparam("person"))
    .values(state=bindparam("now_state"), updated_at=bindparam("now"))
)


def take_turn(engine: Engine, decide: Decide, now: datetime, read_sheet: ReadSheet = no_sheet) -> bool:
    """Makes the turn of the update that waits longest; False where none waits.

    Raises TurnFailed where deciding or keeping broke, TurnConflicted where somebody else was faster: nothing of the
    turn is kept then and the update still waits.
    """
    with engine.begin() as tx:
        accepted = take_next(tx, now)
        if accepted is None:
            return False
        try:
            _turn(tx, accepted, decide, now, read_sheet)
        except Conflict as conflict:
            raise TurnConflicted(accepted.id) from conflict
        except OperationalError:
            raise
        except Exception as error:
            raise TurnFailed(accepted.id) from error
    return True


def give_up(engine: Engine, inbox_id: int, fault: str, apology: Reply, now: datetime) -> None:
    """Closes an update that no turn could be made of, with words for the person who sent it."""
    with engine.begin() as tx:
        mark_failed(tx, inbox_id, fault, now)
        enqueue_replies(tx, inbox_id, sender(tx, inbox_id), (apology,), 0, now)


def _turn(tx: Connection, accepted: Accepted, decide: Decide, now: datetime, read_sheet: ReadSheet) -> None:
    # 1. Gather
    memory = _gather(tx, accepted, now, read_sheet)
    # 2. Decide
    turn = decide(accepted.update, memory)
    # 3. Keep
    for change in turn.changes:
        _keep(tx, change, accepted, now)
    person_id = _person_after(turn, accepted)
    if person_id == accepted.person_id:
        _keep_standing(tx, accepted, turn, memory, now)
    to = (accepted.update.channel, accepted.update.address, person_id)
    enqueue_replies(tx, accepted.id, to, turn.replies, (turn.offer or memory.offer).revision, now)


def _person_after(turn: Turn, accepted: Accepted) -> int:
    """Whose turn it was: somebody who became part of another is the other from now on, dialogue and all."""
    merged = [each.kept for each in turn.changes if isinstance(each, Linked) and each.gone == accepted.person_id]
    return merged[0] if merged else accepted.person_id


def _gather(tx: Connection, accepted: Accepted, now: datetime, read_sheet: ReadSheet) -> Memory:
    person_id = accepted.person_id
    standing = load_standing(accepted.standing)
    person = load_person(tx, person_id)
    records = DatabaseRecords(tx, person_id, read_sheet)
    return Memory(now, person, records, standing.dialogue, standing.offer, standing.topic)


def _keep_standing(tx: Connection, accepted: Accepted, turn: Turn, memory: Memory, now: datetime) -> None:
    state = dump_standing(turn.dialogue, turn.offer or memory.offer, turn.topic)
    if accepted.standing is None:
        tx.execute(insert(dialogues), {"person_id": accepted.person_id, "state": state, "updated_at": now})
    elif accepted.standing != state:
        tx.execute(_SAVE, {"person": accepted.person_id, "now_state": state, "now": now})


def _keep(tx: Connection, change: Change, accepted: Accepted, now: datetime) -> None:
    match change:
        case Joined(invitation_id):
            use_invitation(tx, invitation_id, accepted.person_id, now)
        case LinkOffered() | Linked():
            keep_link_change(tx, change, accepted.update, accepted.person_id, now)
        case Forwarded():
            forward_question(tx, change, accepted.person_id, now)
        case Answered(outcome, top, score, runner_up):
            values = {"outcome": outcome, "top": top, "score": score, "runner_up": runner_up}
            tx.execute(insert(answer_scores), values | {"at": now, "channel": accepted.update.channel})
        case Marked() | Snoozed() | Muted() | TaskSet() | TaskReceived() | TaskAnswered() | DaySet():
            keep_reminder_change(tx, change, accepted.person_id, now)
        case _:
            keep_dossier_change(tx, change, accepted.person_id, now)

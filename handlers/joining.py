"""Joining a unit by a one-time code."""

from handlers import texts
from handlers.changes import Joined
from handlers.conversation import Memory, Reply, Turn
from handlers.records import Invitation
from handlers.turns import stay


def join(code: str, memory: Memory) -> Turn:
    """Uses the invitation, or says why it cannot be used."""
    invitation = memory.records.invitation(code)
    if invitation is None:
        return stay(memory, texts.CODE_UNKNOWN)
    if invitation.used:
        return stay(memory, texts.CODE_USED)
    if invitation.expires_at <= memory.now:
        return stay(memory, texts.code_expired(invitation.expires_at.astimezone(memory.now.tzinfo)))
    if _has(invitation, memory):
        return stay(memory, texts.already_member(invitation.unit))
    reply = Reply(texts.joined(invitation.unit, invitation.role))
    return Turn((reply,), memory.dialogue, (Joined(invitation.id),), memory.topic)


def _has(invitation: Invitation, memory: Memory) -> bool:
    return any((m.unit_id, m.role) == (invitation.unit_id, invitation.role) for m in memory.person.memberships)

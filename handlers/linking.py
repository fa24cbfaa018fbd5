"""/lienket: one person on several channels, by a one-time code said in one and typed in the other."""

import re
from dataclasses import replace
from datetime import timedelta

from handlers import texts_linking as words
from handlers.conversation import Choice, Memory, Person, Reply, Turn
from handlers.link_words import Linked, LinkOffer, LinkOffered
from handlers.turns import stay
from handlers.typed import CODE_ALPHABET
from knowledge.library import Knowledge

LIFETIME = timedelta(minutes=10)
PREFIX = "link:"
_CODE = re.compile(rf"(?i)\s*(?:/lienket\s+)?LK[-\s]?([{CODE_ALPHABET}]{{4}})[-\s]?([{CODE_ALPHABET}]{{4}})\s*")


def read_link_code(text: str) -> str | None:
    """The code without its prefix, where the whole text is one."""
    found = _CODE.fullmatch(text)
    return "".join(found.groups()).upper() if found else None


def offer_link(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Gives a code; whatever stands in the talk still stands."""
    if argument:
        return stay(memory, words.CODE_UNKNOWN)
    code, until = memory.records.fresh_link_code(), memory.now + LIFETIME
    shown = f"LK-{code[:4]}-{code[4:]}"
    return replace(stay(memory, words.offered(shown, until)), changes=(LinkOffered(code, until),), offer=memory.offer)


def link(code: str, memory: Memory, channel: str) -> Turn:
    """A code was typed: links at once where the one who typed it is nobody yet, else asks first."""
    offer = memory.records.link_offer(code)
    if offer is None:
        return stay(memory, words.CODE_UNKNOWN)
    if refused := _refused(offer, memory):
        return refused
    if memory.person.guest:
        return _linked(offer, memory, channel)
    choices = (Choice(f"{PREFIX}{offer.id}", words.YES), Choice(f"{PREFIX}no", words.NO))
    return stay(memory, words.confirm(offer.person, offer.channel), choices)


def answer_link(key: str, memory: Memory) -> Turn | None:
    """The choice of `link` was taken; None for a choice that is none of these."""
    if not key.startswith(PREFIX):
        return None
    about = key.removeprefix(PREFIX)
    if about == "no":
        return stay(memory, words.DROPPED)
    offer = memory.records.link_offer_at(int(about))
    if offer is None:
        return stay(memory, words.CODE_UNKNOWN)
    return _refused(offer, memory) or _linked(offer, memory, memory.offer.channel)


def kept_of(offering: Person, typing: Person) -> Person | None:
    """Who the two are from now on: the one with roles; None where both are somebody, and not the same."""
    if typing.guest:
        return offering
    if offering.guest:
        return typing
    there, here = ({(m.unit_id, m.role) for m in each.memberships} for each in (offering, typing))
    alike = offering.name is None or typing.name is None or offering.name == typing.name
    if not alike or not (there <= here or here <= there):
        return None
    return offering if there >= here else typing


def _refused(offer: LinkOffer, memory: Memory) -> Turn | None:
    if offer.used:
        return stay(memory, words.CODE_USED)
    if offer.expires_at <= memory.now:
        return stay(memory, words.expired(offer.expires_at.astimezone(memory.now.tzinfo)))
    if offer.person.id == memory.person.id:
        return stay(memory, words.SAME_PERSON)
    if kept_of(offer.person, memory.person) is None:
        return stay(memory, words.conflict(memory.person, offer.person))
    return None


def _linked(offer: LinkOffer, memory: Memory, channel: str) -> Turn:
    kept = kept_of(offer.person, memory.person) or memory.person
    gone = memory.person if kept.id != memory.person.id else offer.person
    change = Linked(offer.id, kept.id, gone.id, words.notice(channel, memory.now))
    return Turn((Reply(words.linked(kept)),), memory.dialogue, (change,), memory.topic)

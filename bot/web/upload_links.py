"""What an upload link is for: whose it is, and which content of which dossier awaits the file."""

from dataclasses import dataclass

from starlette.requests import Request

from bot.web.refusals import Refused
from bot.web.site import Site, site_of
from handlers import texts_scoring, texts_upload
from handlers.conversation import Membership, Person, Slot
from handlers.scoring.desk import ENTERING_ROLES, Closed, regulation_of
from knowledge.library import Knowledge
from storage.addresses import person_behind
from storage.engine import reading
from storage.linked_messages import LinkedMessage, linked_message


@dataclass(frozen=True)
class UploadLink:
    """An opened link; the file goes into the talk at `channel` and `address`."""

    channel: str
    address: str
    slot: Slot
    person: str
    unit: str
    about: str


def open_link(request: Request) -> UploadLink:
    """Looks the link up; raises Refused where it is over, or where the person may not enter this dossier any more."""
    site = site_of(request)
    message_id = site.signer.upload_of(request.path_params["token"])
    found = _look_up(site, message_id) if message_id is not None else None
    slot = found[0].reply.slot if found else None
    if found is None or slot is None:
        raise Refused(410, "link_over", texts_upload.UPLOAD_OVER)
    message, person = found
    unit = _entering(person, slot)
    if unit is None:
        raise Refused(403, "no_member", texts_upload.NOT_A_MEMBER)
    name = texts_upload.sender(person.name, unit.role)
    shown = texts_scoring.PRACTICE_UNIT if slot.dossier.practice else unit.unit
    return UploadLink(message.channel, message.address, slot, name, shown, _about(slot, site.services.knowledge))


def _look_up(site: Site, message_id: int) -> tuple[LinkedMessage, Person] | None:
    with reading(site.services.engine) as connection:
        message = linked_message(connection, message_id)
        person = person_behind(connection, message.channel, message.address) if message else None
    return (message, person) if message and person else None


def _entering(person: Person, slot: Slot) -> Membership | None:
    entering = (m for m in person.memberships if m.unit_id == slot.dossier.unit_id and m.role in ENTERING_ROLES)
    return next(entering, None)


def _about(slot: Slot, knowledge: Knowledge) -> str:
    """The content's number and title; raises Refused where the regulation has it no more."""
    if slot.content is None:
        return texts_upload.sheet_for(slot.dossier.year)
    try:
        regulation = regulation_of(slot.dossier, knowledge)
    except Closed as closed:
        raise Refused(410, "closed", str(closed)) from closed
    if place := regulation.places().get(slot.content):
        title = place.content.title or place.indicator.title
        return texts_upload.evidence_for(slot.content, title, instead=slot.replacing is not None)
    raise Refused(410, "closed", texts_scoring.NO_SUCH_CONTENT)

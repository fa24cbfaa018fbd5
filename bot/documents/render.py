"""Makes the document that an attachment names: the one place that channels ask."""

from bot.documents.dossier_sheet import dossier_sheet
from bot.documents.indicator_list import indicator_list
from bot.documents.progress import progress_picture
from bot.file_kinds import PNG, XLSX
from bot.services import Services
from handlers import texts_documents
from handlers.conversation import Attachment
from handlers.dossiers import Dossier, DossierKey
from handlers.progress import progress_of
from handlers.scoring.desk import Closed, regulation_of, shown
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from storage.dossiers import load_dossier
from storage.engine import reading

Made = tuple[str, str, bytes]


def render(attachment: Attachment, services: Services) -> Made | None:
    """File name, media type and content; None for a document that cannot be made (any more)."""
    if attachment.document == "indicator_list":
        return _indicator_list(attachment, services.knowledge)
    if attachment.dossier is None:
        return None
    try:
        regulation = regulation_of(attachment.dossier, services.knowledge)
    except Closed:
        return None
    return _of_dossier(attachment, _load(attachment.dossier, services), regulation, services)


def _indicator_list(attachment: Attachment, knowledge: Knowledge) -> Made | None:
    regulation = knowledge.regulation_for(attachment.year)
    if not isinstance(regulation, Regulation):
        return None
    content = indicator_list(regulation, attachment.year, knowledge)
    return texts_documents.file_name(attachment), XLSX, content


def _load(key: DossierKey, services: Services) -> Dossier:
    with reading(services.engine) as connection:
        return shown(load_dossier(connection, key))


def _of_dossier(attachment: Attachment, dossier: Dossier, regulation: Regulation, services: Services) -> Made:
    """As the dossier stands when it is asked for, not when the reply was written."""
    name, now = texts_documents.file_name(attachment), services.clock()
    document = services.knowledge.documents[regulation.document].short
    if attachment.document == "progress":
        return name, PNG, progress_picture(progress_of(dossier, regulation), document, now.date())
    return name, XLSX, dossier_sheet(dossier, regulation, document, now)

"""Makes the document that an attachment names: the one place that channels ask."""

from bot.documents.indicator_list import indicator_list
from bot.file_kinds import XLSX
from handlers import texts_documents
from handlers.conversation import Attachment
from knowledge.library import Knowledge
from knowledge.regulation import Regulation

Made = tuple[str, str, bytes]


def render(attachment: Attachment, knowledge: Knowledge) -> Made | None:
    """File name, media type and content; None for a document that cannot be made (any more)."""
    if attachment.document != "indicator_list":
        return None
    regulation = knowledge.regulation_for(attachment.year)
    if not isinstance(regulation, Regulation):
        return None
    content = indicator_list(regulation, attachment.year, knowledge)
    return texts_documents.file_name(attachment), XLSX, content

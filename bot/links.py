"""Signed, expiring links in a message: to upload the file that it awaits, to fetch the document that it brings."""

from datetime import timedelta

from bot.services import Services
from bot.signin import DOCUMENT_SECONDS, UPLOAD_SECONDS, Signer
from handlers import texts_documents, texts_upload
from handlers.plain import plain
from storage.outbox import Message

UPLOAD_PATH = "/tep"
DOCUMENT_PATH = "/tai"


class Links:
    """A link names the message's row alone: whose it is and what it is for are looked up when it is opened."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._base = services.settings.base_url
        self._signer = Signer(services.secret)

    def upload(self, message_id: int) -> str:
        """Where the file that this message awaits can be sent."""
        return f"{self._base}{UPLOAD_PATH}/{self._signer.upload_token(message_id)}"

    def document(self, message_id: int) -> str:
        """Where the document of this message can be fetched."""
        return f"{self._base}{DOCUMENT_PATH}/{self._signer.document_token(message_id)}"

    def text(self, message: Message) -> str:
        """The whole message as plain text for a channel without buttons and files."""
        reply, now = message.reply, self._services.clock()
        parts = [plain(reply)]
        if reply.attachment:
            label, until = texts_documents.label(reply.attachment), now + timedelta(seconds=DOCUMENT_SECONDS)
            parts.append(texts_upload.document_link(label, self.document(message.id), until))
        if reply.slot:
            parts.append(texts_upload.upload_link(self.upload(message.id), now + timedelta(seconds=UPLOAD_SECONDS)))
        return "\n\n".join(parts)

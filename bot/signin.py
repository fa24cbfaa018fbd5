"""Signed, expiring sign-in links and the cookie that follows them."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

LINK_SECONDS = 30 * 60
COOKIE_SECONDS = 30 * 24 * 3600
UPLOAD_SECONDS = 24 * 3600
DOCUMENT_SECONDS = 3 * 24 * 3600


class Signer:
    """Signs with one key; a link cannot be used as a cookie nor the other way round."""

    def __init__(self, secret: bytes) -> None:
        self._links = URLSafeTimedSerializer(secret, salt="sign-in link")
        self._cookies = URLSafeTimedSerializer(secret, salt="web cookie")
        self._uploads = URLSafeTimedSerializer(secret, salt="upload link")
        self._documents = URLSafeTimedSerializer(secret, salt="document link")

    def link_token(self, person_id: int, seconds: int = LINK_SECONDS) -> str:
        """The last part of a sign-in link, good for `seconds`."""
        return str(self._links.dumps([person_id, seconds]))

    def person_of(self, token: str) -> int | None:
        """Whom a link signs in; None where it is forged or its time is over."""
        try:
            _, seconds = self._links.loads(token)
            person_id, _ = self._links.loads(token, max_age=seconds)
        except (BadSignature, TypeError, ValueError):
            return None
        return int(person_id)

    def cookie(self, address: str) -> str:
        """The cookie's value for a web address."""
        return str(self._cookies.dumps(address))

    def address_of(self, cookie: str) -> str | None:
        """The web address in a cookie; None where it is forged or too old."""
        try:
            return str(self._cookies.loads(cookie, max_age=COOKIE_SECONDS))
        except BadSignature:
            return None

    def upload_token(self, message_id: int) -> str:
        """The last part of a link that takes the file which a message awaits."""
        return str(self._uploads.dumps(message_id))

    def upload_of(self, token: str) -> int | None:
        """The message of an upload link; None where it is forged or its time is over."""
        return _number(self._uploads, token, UPLOAD_SECONDS)

    def document_token(self, message_id: int) -> str:
        """The last part of a link to the document of a message."""
        return str(self._documents.dumps(message_id))

    def document_of(self, token: str) -> int | None:
        """The message of a document link; None where it is forged or its time is over."""
        return _number(self._documents, token, DOCUMENT_SECONDS)


def _number(signed: URLSafeTimedSerializer, token: str, seconds: int) -> int | None:
    try:
        return int(signed.loads(token, max_age=seconds))
    except (BadSignature, TypeError, ValueError):
        return None


def web_address(person_id: int) -> str:
    """The web address of somebody signed in: the same on each of the person's devices."""
    return f"person-{person_id}"

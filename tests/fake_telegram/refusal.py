"""What the fake refuses, worded as Telegram words it."""

from typing import Any

Json = dict[str, Any]


class RefusedError(Exception):
    """An answer with ok=false; retry_after is given with 429 alone."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(what: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {what}")


def bad_entities(what: str) -> RefusedError:
    return bad_request(f"can't parse entities: {what}")


def forbidden(what: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {what}")


def conflict(what: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {what}")


def too_many(retry_after: int) -> RefusedError:
    return RefusedError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


NO_METHOD = RefusedError(404, "Not Found")
NO_TOKEN = RefusedError(401, "Unauthorized")

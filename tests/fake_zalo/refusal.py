"""What the fake refuses; the platform's real words are not published, so these only look like them."""

from typing import Any

Json = dict[str, Any]


class RefusedError(Exception):
    """An envelope with ok=false, under HTTP 200 unless `status` says otherwise."""

    def __init__(self, code: int, description: str, status: int = 200, retry_after: float | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.status, self.retry_after = code, description, status, retry_after

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body if self.retry_after is None else {**body, "retry_after": self.retry_after}


def bad_request(what: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {what}")


NOTHING_NEW = RefusedError(408, "Request timeout")
NO_METHOD = RefusedError(404, "Not Found", 404)
NO_TOKEN = RefusedError(401, "Unauthorized", 401)
NO_CHAT = bad_request("chat not found")
BLOCKED = RefusedError(403, "Forbidden: bot was blocked by the user")
WEBHOOK_ACTIVE = RefusedError(409, "Conflict: getUpdates cannot be used while a webhook is set")

"""The Bot Platform's API over httpx: one POST a call; the token is in the address and must never be told."""

from typing import Any

import httpx

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
# The platform's answer to a long poll that brought nothing.
NOTHING_NEW = 408
TOO_MANY = 429


class ZaloError(Exception):
    """A call that was not carried out, or nobody knows; the message is a short code, never an address."""


class ZaloAway(ZaloError):
    """No answer of the platform: the network, a timeout, a gateway in between."""


class ZaloRefused(ZaloError):
    """The platform said no, under whatever HTTP status; `words` are its own and stay out of logs."""

    def __init__(self, code: int, words: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"refused_{code}")
        self.code, self.words, self.retry_after = code, words.lower(), retry_after


class ZaloClient:
    """Connects at its first call; a proxy is taken from the environment, as httpx does."""

    def __init__(self, token: str, api_url: str) -> None:
        self._address = f"{api_url}/bot{token}"
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS))

    async def call(self, method: str, seconds: float = READ_SECONDS, **asked: object) -> Any:
        """The result of a method; raises ZaloError. `seconds` is how long the answer may take."""
        timeout = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
        try:
            answer = await self._http.post(f"{self._address}/{method}", json=asked, timeout=timeout)
        except httpx.TimeoutException:
            # Not "from error": httpx quotes the address.
            raise ZaloAway("timed_out") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise ZaloAway("network") from None
        return _result(answer)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()


def _result(answer: httpx.Response) -> Any:
    """What the envelope holds; success is said by `ok` alone, not by the HTTP status."""
    said = _envelope(answer)
    if said is None:
        if answer.status_code < 500 and answer.status_code >= 400:
            raise ZaloRefused(answer.status_code, retry_after=_seconds(answer.headers.get("retry-after")))
        raise ZaloAway(f"http_{answer.status_code}")
    if said.get("ok") is True:
        return said.get("result")
    code = said.get("error_code")
    words = said.get("description")
    raise ZaloRefused(
        code if isinstance(code, int) else answer.status_code,
        words if isinstance(words, str) else "",
        _retry_after(said, answer),
    )


def _envelope(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        said = answer.json()
    except ValueError:
        return None
    return said if isinstance(said, dict) and "ok" in said else None


def _retry_after(said: dict[str, Any], answer: httpx.Response) -> float | None:
    """Where it might stand is not documented: beside the code, among parameters, or in the header."""
    parameters = said.get("parameters")
    inner = parameters.get("retry_after") if isinstance(parameters, dict) else None
    for value in (said.get("retry_after"), inner, answer.headers.get("retry-after")):
        if (seconds := _seconds(value)) is not None:
            return seconds
    return None


def _seconds(value: object) -> float | None:
    try:
        seconds = float(str(value))
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None

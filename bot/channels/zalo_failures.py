"""Zalo's refusals in the core's words."""

from bot.channels.channel import SendFailed
from bot.channels.zalo_client import TOO_MANY, ZaloAway, ZaloError, ZaloRefused

# Words in a refusal that mean: this address takes nothing any more. Zalo publishes no list of codes.
_GONE = ("chat not found", "user not found", "invalid user", "invalid chat", "deactivated")
_BLOCKED = ("blocked", "unfollow", "not follow", "not interacted")
RATE_LIMITED = "rate_limited"
_BAD_TOKEN = (401, 404, -216)
# Seconds to wait where only an administrator can help, and where Zalo names no pause.
TOKEN_PAUSE = 60.0
USUAL_PAUSE = 5.0
# A refusal that nobody can explain may pass; one that is met so often does not, and would hold up what is behind it.
MOST_REFUSALS = 5


def send_failure(error: ZaloError, attempts: int) -> SendFailed:
    """A short code, and whether and when to try again."""
    if isinstance(error, ZaloRefused):
        return _refused(error, attempts)
    return SendFailed(str(error) if isinstance(error, ZaloAway) else "network")


def _refused(error: ZaloRefused, attempts: int) -> SendFailed:
    if error.code == TOO_MANY:
        return SendFailed(RATE_LIMITED, retry_after=USUAL_PAUSE if error.retry_after is None else error.retry_after)
    if any(words in error.words for words in _BLOCKED):
        return SendFailed("blocked", permanent=True)
    if any(words in error.words for words in _GONE):
        return SendFailed("no_chat", permanent=True)
    if error.code in _BAD_TOKEN:
        return SendFailed("bad_token", retry_after=TOKEN_PAUSE)
    if error.code >= 500:
        return SendFailed("network")
    return SendFailed("refused", hopeless=attempts >= MOST_REFUSALS, retry_after=error.retry_after)

"""Telegram's refusals in the core's words."""

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError, TimedOut

from bot.channels.channel import SendFailed
from bot.channels.telegram_client import TooManyRequestsError

# Refusals that mean: this address takes nothing any more.
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "chat_write_forbidden", "group chat was upgraded")
# Telegram does not take the message for what it says, whoever it goes to.
REFUSED = "refused"
# Seconds to wait where only an administrator can help.
TOKEN_PAUSE = 60.0


def send_failure(error: TelegramError) -> SendFailed:
    """A short code, and whether and when to try again; never Telegram's text, which may name the token."""
    match error:
        case TooManyRequestsError():
            return SendFailed("rate_limited", retry_after=error.seconds)
        case Forbidden():
            return SendFailed("blocked", permanent=True)
        case ChatMigrated():
            return SendFailed("no_chat", permanent=True)
        case InvalidToken():
            return SendFailed("bad_token", retry_after=TOKEN_PAUSE)
        case BadRequest():
            gone = any(words in error.message.lower() for words in _GONE)
            # A message refused for what it says would be refused again, and would hold up those behind it.
            return SendFailed("no_chat", permanent=True) if gone else SendFailed(REFUSED, hopeless=True)
        case TimedOut():
            return SendFailed("timed_out")
        case _:
            return SendFailed("network")

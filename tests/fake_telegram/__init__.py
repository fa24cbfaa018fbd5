"""A strict fake of the Telegram Bot API over real HTTP on loopback, with the user's side to act from."""

from tests.fake_telegram.client import FakeTelegram, User
from tests.fake_telegram.running import TOKEN, spawned_fake, started_fake
from tests.fake_telegram.sent import Sent

__all__ = ["TOKEN", "FakeTelegram", "Sent", "User", "spawned_fake", "started_fake"]

"""A strict fake of Zalo's Bot Platform over real HTTP on loopback, with the user's side to act from."""

from tests.fake_zalo.client import FakeZalo, Sent, User
from tests.fake_zalo.running import TOKEN, spawned_fake, started_fake

__all__ = ["TOKEN", "FakeZalo", "Sent", "User", "spawned_fake", "started_fake"]

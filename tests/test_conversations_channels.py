"""The golden conversations on web, Telegram and Zalo: the same is heard, only choices look different."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from handlers.paging import MOST_AT_ONCE, SIZE
from knowledge.library import Knowledge
from storage.engine import open_engine
from tests.conversation import ZONE, Stage
from tests.fake_telegram import started_fake as started_telegram
from tests.fake_zalo import started_fake as started_zalo
from tests.golden_lines import SCRIPTS, bare, labels
from tests.spoken_channels import (
    Player,
    Shown,
    SpokenTelegram,
    SpokenWeb,
    SpokenZalo,
    stage_services,
)
from tests.web_site import running

CHANNELS = ("web", "telegram", "zalo")
# One of each kind (questions, choices, entry, reminders, joining); the others are played with the browser's tests.
AT_ONCE = ("chua-ro", "cham-diem-qd-27", "nhac-viec-ngay-nghi", "tham-gia")


@asynccontextmanager
async def playing(channel: str, stage: Stage, folder: Path) -> AsyncIterator[Player]:
    """The stage behind a channel."""
    services = stage_services(stage, folder)
    if channel == "telegram":
        with started_telegram() as telegram:
            to_telegram = SpokenTelegram(telegram, services)
            try:
                yield Player(stage, to_telegram, services)
            finally:
                await to_telegram.close()
        return
    with running(services, working=False) as site, started_zalo() as zalo:
        to_zalo = SpokenZalo(zalo, services, site)
        try:
            yield Player(stage, SpokenWeb(site) if channel == "web" else to_zalo, services)
        finally:
            await to_zalo.close()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=() if each in AT_ONCE else pytest.mark.e2e) for each in SCRIPTS]
)
async def test_the_same_is_heard(
    name: str, channel: str, sqlite_url: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    engine = open_engine(sqlite_url)
    stage = Stage(engine, knowledge)
    try:
        async with playing(channel, stage, tmp_path) as player:
            await perform(player, name)
    finally:
        engine.dispose()


async def perform(player: Player, name: str) -> None:
    for who in (*roles(name), "khach"):
        player.become(who)
    for line, expected in SCRIPTS[name]:
        if not line.startswith("> "):
            scene(line, player)
        elif (heard := await player.say(line[2:])) is not None:
            compare(line, heard, expected, player.spoken.channel.name)


def roles(name: str) -> list[str]:
    """Who speaks in a script: messages that come unasked go where each is known."""
    return [line.removeprefix("# ai: ") for line, _ in SCRIPTS[name] if line.startswith("# ai: ")]


def scene(line: str, player: Player) -> None:
    if line.startswith("@ "):
        player.stage.now = datetime.strptime(line[2:], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    elif found := re.match(r"# (\w+): (.*)", line):
        if found[1] == "ai":
            player.become(found[2])
        else:
            player.stage.set_scene(found[1], found[2])


def compare(line: str, heard: list[Shown], expected: list[str], channel: str) -> None:
    assert bare("\n".join(one.text for one in heard)) == bare("\n".join(expected)), line
    offered = labels(expected[-1]) if expected else ()
    shown = (heard[-1].buttons if channel != "zalo" else labels(heard[-1].text, SIZE)) if heard else ()
    paged = channel == "zalo" and len(offered) > MOST_AT_ONCE and "[1] " in expected[-1]
    assert shown == (offered[:SIZE] if paged else offered), line

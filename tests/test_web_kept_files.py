"""Keeping files: nothing half, nothing loose, names shown and never used."""

import asyncio
import os
import resource
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, update

from bot.file_kinds import PDF, media_type_of
from bot.files import UNCLAIMED_SECONDS, FileRefused, shown_name, store, sweep
from handlers.conversation import File, Update
from storage.inbox import accept
from storage.kept_files import referenced_digests
from storage.people import add_person
from storage.tables import dialogues, inbox

A_PDF = b"%PDF-1.7\n" + b"x" * 5000


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def broken() -> AsyncIterator[bytes]:
    yield A_PDF
    raise ConnectionError


def test_an_upload_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError):
        asyncio.run(store(broken(), "a.pdf", tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(FileRefused) as refused:
            asyncio.run(store(pieces(A_PDF), "a.pdf", tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.reason == "no_room"
    assert list(tmp_path.iterdir()) == []


def test_what_was_broken_off_or_is_not_referred_to_is_swept(tmp_path: Path) -> None:
    long_ago = time.time() - UNCLAIMED_SECONDS - 1
    for name in ("old.part", "new.part", "unclaimed", "evidence"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("old.part", "unclaimed", "evidence"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    assert sweep(tmp_path / "nowhere", set()) == 0
    assert sweep(tmp_path, {"evidence"}) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evidence", "new.part"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\Users\\Lan\\báo cáo.pdf", "báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("", "file"),
        ("x" * 500 + ".pdf", "x" * 111 + "….pdf"),
        ("hai\ndòng.pdf", "hai dòng.pdf"),
    ],
)
def test_a_name_is_shown_and_never_used(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_a_pdf_may_have_a_few_bytes_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\r\n" * 20 + A_PDF)
    assert media_type_of(path) == PDF
    path.write_bytes(b" " * 2000 + A_PDF)
    assert media_type_of(path) is None


def test_what_waits_for_its_turn_or_is_still_talked_about_is_referred_to(engine: Engine) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    digests = [letter * 64 for letter in "abc"]
    with engine.begin() as tx:
        person = add_person(tx, None, now)
        tx.execute(insert(dialogues), {"person_id": person, "state": f'{{"x":"{digests[1]}"}}', "updated_at": now})
    for number, digest in enumerate(digests[::2]):
        accept(engine, [Update(str(number), "web", "a", File("a.pdf", PDF, 1, digest))], now)
    with engine.begin() as tx:
        tx.execute(update(inbox).where(inbox.c.update_id == "1").values(state="done"))
    assert referenced_digests(engine) == set(digests[:2])

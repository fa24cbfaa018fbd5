"""The file of a backup: a zip whose manifest names every part with its SHA-256; checked whole before it is used."""

import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from knowledge.strict_yaml import Record

MANIFEST = "manifest.json"
FILES = "files/"
# No step of a name may be empty, start with a dot or hold a separator of any system: nothing leaves its folder.
_TABLE = re.compile(r"tables/[A-Za-z0-9_]+\.jsonl")
_FILE = re.compile(r"files(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")
_LARGEST_MANIFEST = 64_000_000
_CHUNK = 1 << 20
_UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError)

Why = Literal["no_archive", "damaged", "newer_format", "newer_schema", "other_tables", "not_empty", "misfit", "no_data"]


class ArchiveRefused(Exception):
    """A backup that cannot be made or used; `about` names the part, `why` is worded in handlers.texts_upkeep."""

    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(f"{why} {about}".strip())
        self.why: Why = why
        self.about = about


class Part(Record):
    """One member of the zip; `rows` of a table."""

    name: str
    sha256: str
    size: int
    rows: int | None = None


class Manifest(Record):
    """What the backup holds, and which program and schema it comes from."""

    format: Literal[1] = 1
    program: str
    revision: str
    made_at: datetime
    parts: tuple[Part, ...]

    @property
    def tables(self) -> Mapping[str, Part]:
        """The parts that are tables, by the table's name."""
        return {name_of_table(part.name): part for part in self.parts if part.rows is not None}

    @property
    def files(self) -> tuple[Part, ...]:
        """The parts that are stored files."""
        return tuple(part for part in self.parts if part.rows is None)


@dataclass(frozen=True)
class Archive:
    """A backup whose every byte was checked against its manifest."""

    zip: ZipFile
    manifest: Manifest

    def lines(self, table: str) -> IO[bytes]:
        """The rows of a table, one JSON object a line; to be closed."""
        return self.zip.open(part_of_table(table))


def part_of_file(name: str) -> str | None:
    """Where a stored file stands in the zip; None for what is no stored file (hidden, odd, not whole yet)."""
    part = f"{FILES}{name}"
    return part if _FILE.fullmatch(part) and not name.endswith(".part") else None


def part_of_table(table: str) -> str:
    """Where a table stands in the zip."""
    return f"tables/{table}.jsonl"


def name_of_table(part: str) -> str:
    """The table of a part."""
    return part.removeprefix("tables/").removesuffix(".jsonl")


@contextmanager
def new_archive(target: Path) -> Iterator[ZipFile]:
    """A zip that only its owner can read and that takes its place only when it is whole and on the disk."""
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def add_part(archive: ZipFile, info: ZipInfo, chunks: Iterable[bytes]) -> Part:
    """Writes a part and tells its size and SHA-256; of a table each chunk is a row."""
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size, count = size + len(chunk), count + 1
    rows = None if info.filename.startswith(FILES) else count
    return Part(name=info.filename, sha256=digest.hexdigest(), size=size, rows=rows)


def chunks_of(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """A backup, once all of it is found whole; raises ArchiveRefused."""
    try:
        opened = ZipFile(path)
    except (BadZipFile, ValueError) as error:
        raise ArchiveRefused("no_archive") from error
    with opened:
        manifest = _manifest(opened)
        names = sorted(info.filename for info in opened.infolist())
        if names != sorted([MANIFEST, *(part.name for part in manifest.parts)]):
            raise ArchiveRefused("damaged", MANIFEST)
        for part in manifest.parts:
            _check(opened, part)
        yield Archive(opened, manifest)


def _manifest(opened: ZipFile) -> Manifest:
    try:
        if opened.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ArchiveRefused("damaged", MANIFEST)
        return Manifest.model_validate_json(opened.read(MANIFEST))
    except KeyError as error:
        raise ArchiveRefused("no_archive") from error
    except ValidationError as error:
        newer = any(fault["loc"] == ("format",) for fault in error.errors())
        raise ArchiveRefused("newer_format" if newer else "damaged", MANIFEST) from error
    except _UNREADABLE as error:
        raise ArchiveRefused("damaged", MANIFEST) from error


def _check(opened: ZipFile, part: Part) -> None:
    place = _TABLE if part.rows is not None else _FILE
    if not place.fullmatch(part.name) or _measured(opened, part) != (part.size, part.sha256):
        raise ArchiveRefused("damaged", part.name)


def _measured(opened: ZipFile, part: Part) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    try:
        with opened.open(part.name) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except _UNREADABLE as error:
        raise ArchiveRefused("damaged", part.name) from error
    return size, digest.hexdigest()

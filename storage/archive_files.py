"""The stored files of a backup: each is named by the SHA-256 of what it holds."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from storage.archive_parts import FILES, Part, part_of_file

_STAGING = ".restoring-"


def stored_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every stored file with its place in a backup, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        part = part_of_file(path.relative_to(folder).as_posix())
        if part and path.is_file() and not path.is_symlink():
            yield part, path


def is_sound(part: Part) -> bool:
    """Whether a file still holds what its name says."""
    name = part.name.rpartition("/")[2]
    return len(name) != len(part.sha256) or name == part.sha256


@contextmanager
def staged(archive: ZipFile, parts: Sequence[Part], folder: Path) -> Iterator[Path]:
    """The files of a backup, written beside their folder and removed again unless they are moved."""
    for left in folder.parent.glob(f"{_STAGING}*"):
        # Left by a restore that was killed.
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder.parent))
    try:
        for part in parts:
            _extract(archive, part, staging)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _extract(archive: ZipFile, part: Part, staging: Path) -> None:
    target = staging / part.name.removeprefix(FILES)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(part.name) as member, target.open("xb") as file:
        shutil.copyfileobj(member, file)
        file.flush()
        os.fsync(file.fileno())


def move_files(staging: Path, folder: Path) -> None:
    """Puts the staged files in their place; those that are there already hold the same."""
    for path in [path for path in staging.rglob("*") if path.is_file()]:
        target = folder / path.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)

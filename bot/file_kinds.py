"""Tells a file's type by its content, never by its name."""

import zipfile
import zlib
from pathlib import Path

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Scanners and mail programs put a few bytes before a PDF's mark; readers look for it in the first kilobyte.
_HEAD = 1024
_STARTS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_CONTENT_TYPES = "[Content_Types].xml"
# A real list of parts is a few kilobytes; more than this is no document.
_LONGEST_LIST = 1024 * 1024


def media_type_of(path: Path) -> str | None:
    """One of the types that are taken; None for anything else, documents with macros too."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _office_type(path)
    return PDF if b"%PDF-" in head else None


def _office_type(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if _CONTENT_TYPES not in names or archive.getinfo(_CONTENT_TYPES).file_size > _LONGEST_LIST:
                return None
            listed = archive.read(_CONTENT_TYPES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return None
    main = next((part for part in _MAIN_PARTS if part in names), None)
    return _MAIN_PARTS[main] if main and b"macroEnabled" not in listed else None

"""Files from a page: whole or not at all, told by their content, from members alone."""

import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from openpyxl import Workbook
from PIL import Image
from sqlalchemy import select

from bot.file_kinds import DOCX, JPEG, PDF, PNG, XLSX
from bot.files import LARGEST, files_folder
from handlers import texts_web
from handlers.conversation import File
from knowledge.library import Knowledge
from storage.codec import load_content
from storage.engine import reading
from storage.kept_files import referenced_digests
from storage.tables import inbox
from tests.web_site import Running, heard, make_services, new_id, running, say, stream

A_PDF = b"%PDF-1.7\n" + b"x" * 5000


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path / "data", knowledge)) as started:
        yield started


def send(client: httpx.Client, content: bytes, name: str = "báo cáo.pdf", update_id: str = "") -> httpx.Response:
    update_id = update_id or new_id()
    return client.post(f"/api/files?id={update_id}", files={"file": (name, content)})


def kept(site: Running) -> list[str]:
    folder = files_folder(site.services.settings)
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def office(*parts: str, listed: str = "<Types/>") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", listed)
        for part in parts:
            archive.writestr(part, "<x/>")
    return file.getvalue()


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def workbook() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


GOOD = {
    PDF: A_PDF,
    JPEG: picture("JPEG"),
    PNG: picture("PNG"),
    XLSX: workbook(),
    DOCX: office("word/document.xml"),
}
BAD = {
    "a program": b"MZ\x90\x00" + b"x" * 100,
    "a page": b"<html><script>alert(1)</script></html>",
    "a plain zip": office("evil.exe"),
    "a zip cut short": office("word/document.xml")[:-30],
    "a document with macros": office(
        "word/document.xml", listed="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "a picture of another kind": picture("GIF"),
}


@pytest.mark.parametrize("media_type", GOOD)
def test_a_file_is_kept_under_its_digest_and_told_by_content(site: Running, media_type: str) -> None:
    content = GOOD[media_type]
    client = site.member()
    assert send(client, content, "Biên bản “số 1”.bin").status_code == 202
    digest = hashlib.sha256(content).hexdigest()
    with reading(site.services.engine) as connection:
        update = load_content(connection.execute(select(inbox.c.content)).scalar_one())
    assert update == File("Biên bản “số 1”.bin", media_type, len(content), digest)
    assert kept(site) == [digest]
    with stream(client) as page:
        entries = page.entries(heard(1))
    assert entries[0]["file"] == {"name": "Biên bản “số 1”.bin", "size": len(content)}


@pytest.mark.parametrize("case", BAD)
def test_anything_else_is_refused_and_not_kept(site: Running, case: str) -> None:
    answer = send(site.member(), BAD[case], "bao-cao.pdf")
    assert (answer.status_code, answer.json()["error"]) == (415, texts_web.FILE_REFUSED["file_kind"])
    assert kept(site) == []


def test_an_empty_file_is_refused(site: Running) -> None:
    answer = send(site.member(), b"")
    assert (answer.status_code, answer.json()["code"]) == (400, "empty")


def test_a_file_over_the_limit_is_refused_in_words_even_while_it_is_being_sent(site: Running) -> None:
    client = site.member()
    assert send(client, A_PDF + b"x" * (LARGEST - len(A_PDF))).status_code == 202
    answer = send(client, A_PDF + b"x" * (2 * LARGEST))
    assert (answer.status_code, answer.json()["error"]) == (413, texts_web.FILE_REFUSED["file_too_large"])
    assert len(kept(site)) == 1


def test_guests_send_no_files(site: Running) -> None:
    answer = send(site.guest(), A_PDF * 500)
    assert (answer.status_code, answer.json()["error"]) == (403, texts_web.FILES_FOR_MEMBERS)
    assert kept(site) == []


def test_another_site_sends_no_files(site: Running) -> None:
    files = {"file": ("a.pdf", A_PDF)}
    answer = site.member().post(f"/api/files?id={new_id()}", files=files, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/octet-stream", A_PDF),
        ("multipart/form-data", A_PDF),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nbroken"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n'),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n%PDF-1.7 cut',
        ),
    ],
)
def test_a_body_without_a_whole_file_is_refused(site: Running, kind: str, body: bytes) -> None:
    answer = site.member().post(f"/api/files?id={new_id()}", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]) == (400, texts_web.FILE_MISSING)
    assert kept(site) == []


def test_the_same_upload_twice_counts_once(site: Running) -> None:
    client, update_id = site.member(), new_id()
    assert [send(client, A_PDF, update_id=update_id).status_code for _ in range(2)] == [202, 202]
    with reading(site.services.engine) as connection:
        assert len(connection.execute(select(inbox.c.id)).all()) == 1


def test_evidence_that_is_awaited_is_kept_and_referred_to(site: Running) -> None:
    client = site.member()
    with stream(client) as page:
        entries: list[dict[str, object]] = []
        for text in ("/taphuan", "1", "1", "gửi minh chứng"):
            say(client, text)
            entries = page.entries(heard(1))
        assert entries[-1]["awaits_file"], entries[-1]["text"]
        assert send(client, A_PDF).status_code == 202
        page.entries(heard(1))
    assert referenced_digests(site.services.engine) == {hashlib.sha256(A_PDF).hexdigest()}

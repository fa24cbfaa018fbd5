"""Documents that belong to replies: who gets them, and that a spreadsheet stays text."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.documents.indicator_list import indicator_list
from bot.documents.render import render
from bot.file_kinds import XLSX
from handlers import texts_documents, texts_web
from handlers.conversation import Attachment
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from tests.web_site import Running, heard, make_services, running, say, stream


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as started:
        yield started


def test_the_list_of_a_year_is_downloaded_by_whom_it_was_given_to(site: Running) -> None:
    client = site.guest()
    say(client, "/danhmuc 2024")
    with stream(client) as page:
        attachment = page.entries(heard(1))[-1]["attachment"]
    assert attachment["label"] == texts_documents.label(Attachment("indicator_list", 2024))
    answer = client.get(attachment["href"])
    assert answer.headers["content-type"] == XLSX
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''danh-muc-chi-tieu-2024.xlsx"
    assert load_workbook(BytesIO(answer.content)).active is not None
    other = site.guest().get(attachment["href"])
    assert (other.status_code, other.json()["error"]) == (404, texts_web.NO_ATTACHMENT)


@pytest.mark.parametrize("path", ["/api/attachments/999999", "/api/attachments/1"])
def test_no_reply_no_document(site: Running, path: str) -> None:
    client = site.guest()
    say(client, "trợ giúp")
    with stream(client) as page:
        page.entries(heard(1))
    assert client.get(path).status_code == 404


def test_what_cannot_be_made_any_more_is_none(site: Running) -> None:
    assert render(Attachment("indicator_list", 2005), site.services) is None
    assert render(Attachment("progress", 2024), site.services) is None


def rows(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_every_indicator_has_its_basis_and_how_surely_it_is_known(knowledge: Knowledge) -> None:
    regulation = knowledge.regulation_for(2024)
    assert isinstance(regulation, Regulation)
    table = rows(indicator_list(regulation, 2024, knowledge))
    assert table[2] == texts_documents.COLUMNS
    assert len(table) == 3 + len(list(regulation.indicators()))
    assert all(basis and status for _, _, basis, status in table[3:])


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_a_name_that_looks_like_a_formula_stays_text(knowledge: Knowledge, start: str) -> None:
    regulation = knowledge.regulation_for(2024)
    assert isinstance(regulation, Regulation)
    first = regulation.criteria[0]
    named = first.model_copy(update={"id": start, "indicators": ()})
    changed = regulation.model_copy(update={"criteria": (named,)})
    book = load_workbook(BytesIO(indicator_list(changed, 2024, knowledge)))
    sheet = book.active
    assert sheet is not None
    cell = sheet["A4"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).startswith(start)

"""Files over HTTP: taken by their content, given to who may have them, never trusted by the browser, shown as text."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 40
STRANGER = "wen-jiajia"


async def hand_in(house: Any, person: str | None, name: str, content: bytes) -> Any:
    async with house.as_person(person) as desk:
        return await desk.post("/api/files", files={"file": (name, content)})


async def get(house: Any, person: str | None, path: str, **headers: str) -> Any:
    async with house.as_person(person) as desk:
        return await desk.get(path, headers=headers)


def workbook(*rows: list[Any]) -> bytes:
    book, kept = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def document(body: str, head: str = "") -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return kept.getvalue()


async def test_a_file_is_handed_in_and_got_back_by_who_handed_it_in(house: Any) -> None:
    taken = await hand_in(house, BY, "../../合同 <1>.pdf", PDF)
    assert taken.status_code == 201
    reference = taken.json()
    assert (reference["name"], reference["type"], reference["size"]) == ("合同 _1_.pdf", "application/pdf", len(PDF))
    given = await get(house, BY, f"/api/files/{reference['digest']}")
    assert given.content == PDF
    assert given.headers["content-disposition"].startswith("attachment; ")
    assert "%E5%90%88%E5%90%8C" in given.headers["content-disposition"]
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in given.headers["content-security-policy"]


async def test_a_file_of_no_case_is_nobody_elses(house: Any) -> None:
    digest = (await hand_in(house, BY, "own.pdf", PDF + b"own")).json()["digest"]
    for path in (f"/api/files/{digest}", f"/api/files/{digest}/view"):
        assert (await get(house, STRANGER, path)).status_code == 404
        assert (await get(house, None, path)).status_code == 401
    assert (await get(house, BY, f"/api/files/{'0' * 64}")).status_code == 404


async def test_who_reads_the_case_reads_its_files(house: Any) -> None:
    case_id, _ = await leave(house)
    reference = (await hand_in(house, BY, "slip.pdf", PDF + b"slip")).json()
    async with house.as_person(BY) as desk:
        added = await desk.post(f"/api/cases/{case_id}/attach", json={"files": [reference]})
    assert added.status_code == 200
    assert (await get(house, BOSS, f"/api/files/{reference['digest']}")).status_code == 200
    listed = (await get(house, BOSS, f"/api/cases/{case_id}/files")).json()["items"]
    assert [one["name"] for one in listed] == ["slip.pdf"]


async def test_what_is_not_what_its_ending_says_is_refused(house: Any) -> None:
    refused = await hand_in(house, BY, "invoice.pdf", b"<script>alert(1)</script>")
    assert (refused.status_code, refused.json()["code"]) == (409, "file-not-allowed")
    assert (await hand_in(house, BY, "page.html", b"<p>")).json()["code"] == "file-not-allowed"
    assert (await hand_in(house, None, "a.pdf", PDF)).status_code == 401


async def test_a_pdf_is_shown_in_the_page_and_read_in_ranges(house: Any) -> None:
    digest = (await hand_in(house, BY, "a.pdf", PDF)).json()["digest"]
    whole = await get(house, BY, f"/api/files/{digest}?inline=true")
    assert whole.headers["content-disposition"].startswith("inline; ")
    assert whole.headers["accept-ranges"] == "bytes"
    part = await get(house, BY, f"/api/files/{digest}", range="bytes=9-18")
    assert (part.status_code, part.content) == (206, PDF[9:19])
    assert part.headers["content-range"] == f"bytes 9-18/{len(PDF)}"
    assert (await get(house, BY, f"/api/files/{digest}", range="bytes=-5")).content == PDF[-5:]
    for odd in (f"bytes={'9' * 5000}-", "bytes=1-2,4-5", "lines=1-2"):
        assert (await get(house, BY, f"/api/files/{digest}", range=odd)).content == PDF
    beyond = await get(house, BY, f"/api/files/{digest}", range="bytes=99999999-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(PDF)}")


async def test_a_browser_that_has_it_still_asks_whether_it_may_be_shown(house: Any) -> None:
    digest = (await hand_in(house, BY, "again.pdf", PDF + b"again")).json()["digest"]
    first = await get(house, BY, f"/api/files/{digest}")
    assert first.headers["cache-control"] == "private, no-cache"
    again = await get(house, BY, f"/api/files/{digest}", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await get(house, STRANGER, f"/api/files/{digest}", **{"if-none-match": first.headers["etag"]})
    assert other.status_code == 404


async def test_text_is_never_shown_inline_by_the_browser(house: Any) -> None:
    digest = (await hand_in(house, BY, "page.xml", b"<html><script>alert(1)</script></html>")).json()["digest"]
    given = await get(house, BY, f"/api/files/{digest}?inline=true")
    assert given.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in given.headers["content-security-policy"]


async def test_a_workbook_is_shown_as_rows_and_its_formulas_as_nothing_that_runs(house: Any) -> None:
    content = workbook(["品名", "数量"], ["<b>螺丝</b>", 12.0], ['=HYPERLINK("http://evil")', None])
    digest = (await hand_in(house, BY, "lines.xlsx", content)).json()["digest"]
    view = (await get(house, BY, f"/api/files/{digest}/view")).json()
    assert view["kind"] == "workbook"
    assert view["sheets"][0]["rows"][:2] == [["品名", "数量"], ["<b>螺丝</b>", "12"]]
    assert "evil" not in str(view)


async def test_a_word_document_is_shown_as_its_paragraphs_and_tables(house: Any) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>合同</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>甲方 </w:t></w:r><w:r><w:t>乙方</w:t></w:r><w:r><w:delText>丙方</w:delText></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>价</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    digest = (await hand_in(house, BY, "contract.docx", document(body))).json()["digest"]
    blocks = (await get(house, BY, f"/api/files/{digest}/view")).json()["blocks"]
    assert [(one["kind"], one["text"] or one["rows"]) for one in blocks] == [
        ("heading", "合同"), ("paragraph", "甲方 乙方"), ("table", [["价"]]),
    ]  # fmt: skip


async def test_a_document_that_grows_without_end_is_not_read(house: Any) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    digest = (await hand_in(house, BY, "bomb.docx", document("<w:p/>", bomb))).json()["digest"]
    assert (await get(house, BY, f"/api/files/{digest}/view")).json()["kind"] == "none"
    large = BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (41 * 1024 * 1024))
    digest = (await hand_in(house, BY, "large.docx", large.getvalue())).json()["digest"]
    assert (await get(house, BY, f"/api/files/{digest}/view")).json()["kind"] == "none"

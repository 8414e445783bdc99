"""The built pages as files: small on the way, kept where they never change."""

from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.exceptions import HTTPException

from api.pages import Pages


@pytest.fixture
def browser(tmp_path: Path) -> AsyncClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>办结</title>", encoding="utf-8")
    for ending, content in (("", b"plain"), (".gz", b"zipped"), (".br", b"tiny")):
        (tmp_path / "assets" / f"a-1.js{ending}").write_bytes(content)
    (tmp_path / "icon.svg").write_bytes(b"<svg/>")
    return AsyncClient(transport=ASGITransport(Pages(tmp_path, data_under="/api")), base_url="http://banjie")


@pytest.mark.parametrize(
    ("accepted", "content", "encoding"),
    [
        ("gzip, deflate, br, zstd", b"tiny", "br"),
        ("gzip, deflate", b"zipped", "gzip"),
        ("identity", b"plain", None),
        ("br;q=0", b"plain", None),
    ],
)
async def test_a_file_comes_in_the_smallest_form_the_browser_takes(
    browser: AsyncClient, accepted: str, content: bytes, encoding: str | None
) -> None:
    async with browser, browser.stream("GET", "/assets/a-1.js", headers={"accept-encoding": accepted}) as answer:
        came = b"".join([part async for part in answer.aiter_raw()])
    assert (came, answer.headers.get("content-encoding")) == (content, encoding)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert "Accept-Encoding" in answer.headers["vary"]


async def test_what_may_change_under_its_name_is_asked_for_again(browser: AsyncClient) -> None:
    async with browser:
        icon, page = await browser.get("/icon.svg"), await browser.get("/tasks/some/where")
    assert icon.headers["cache-control"] == "no-cache"
    assert (page.headers["cache-control"], page.text) == ("no-store", "<title>办结</title>")


@pytest.mark.parametrize("path", ["/" + "long" * 100, "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd"])
async def test_an_address_that_is_no_file_is_a_place_in_the_one_page(browser: AsyncClient, path: str) -> None:
    async with browser:
        answer = await browser.get(path)
    assert (answer.status_code, answer.text) == (200, "<title>办结</title>")


async def test_unknown_data_is_never_the_page(browser: AsyncClient) -> None:
    with pytest.raises(HTTPException) as refused:
        await browser.get("/api/nothing")
    assert refused.value.status_code == 404

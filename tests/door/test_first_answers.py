"""A page comes with what it asks for first, and with no more than its reader could ask for; answers come compressed."""

import gzip
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx2
import pytest
from doorway import Browser, Door

from api.application import application
from api.first_answers import COUNTS, SESSION, asked_by, block

PAGE = '<!doctype html><html><head><link rel="modulepreload"></head><body><div id="root"></div></body></html>'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Pages as they are built."""
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    return folder


def browser_of(door: Door, pages: Path) -> Browser:
    transport = httpx2.ASGITransport(application(door.office, pages))
    return Browser(transport=transport, base_url="http://banjie", timeout=30)


class _Blocks(HTMLParser):
    """The blocks of JSON of a page, as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag == "script" and ("id", "first-answers") in attrs

    def handle_data(self, data: str) -> None:
        self.found += [data] if self._within else []

    def handle_endtag(self, tag: str) -> None:
        self._within = False


def answers_in(page: str) -> dict[str, Any]:
    (text,) = _Blocks(page).found
    found: dict[str, Any] = json.loads(text)
    return found


async def test_a_page_comes_with_what_the_routes_themselves_answer_its_reader(door: Door, pages: Path) -> None:
    await door.account("ann")
    async with browser_of(door, pages) as browser:
        await browser.sign_in("ann", "right-horse-42")
        page = await browser.get("/inbox")
        answers = answers_in(page.text)
        assert list(answers) == [SESSION, COUNTS, "/api/tasks?list=mine&limit=50"]
        for address, answer in answers.items():
            assert answer == (await browser.get(address)).json()
    assert answers[SESSION]["person"]["id"] == "ann"
    assert page.headers["cache-control"] == "no-store" and "content-encoding" not in page.headers


async def test_a_page_of_something_one_may_not_see_comes_without_it(door: Door, pages: Path) -> None:
    await door.account("ann")
    async with browser_of(door, pages) as browser:
        await browser.sign_in("ann", "right-horse-42")
        for page in ("/tasks/0190d4c0-0000-7000-8000-000000000000/t1", "/cases/not-a-case", "/tasks/../session"):
            assert set(answers_in((await browser.get(page)).text)) <= {SESSION, COUNTS, "/api/tasks?list=mine&limit=50"}


async def test_nobody_is_told_that_they_are_nobody_and_how_to_sign_in(door: Door, pages: Path) -> None:
    async with browser_of(door, pages) as browser:
        answers = answers_in((await browser.get("/inbox")).text)
        assert answers == {SESSION: None, "/api/sign-in": (await browser.get("/api/sign-in")).json()}


async def test_a_first_password_is_changed_before_anything_else_is_told(door: Door, pages: Path) -> None:
    _, first = await door.office.accounts.add("bob")
    async with browser_of(door, pages) as browser:
        await browser.sign_in("bob", first or "")
        answers = answers_in((await browser.get("/inbox")).text)
    assert list(answers) == [SESSION] and answers[SESSION]["must_change_password"]


async def test_only_the_plain_page_is_asked_for_and_a_look_at_its_head_asks_nothing(door: Door, pages: Path) -> None:
    assert asked_by("/inbox", b"due=late") == (COUNTS,)
    assert asked_by("/tasks/a%20b/t%2F3", b"") == (COUNTS, "/api/tasks/a%20b/t%2F3")
    assert asked_by("/definitions", b"") == (COUNTS,)
    async with browser_of(door, pages) as browser:
        assert not (await browser.head("/inbox")).content


def test_nothing_that_is_answered_can_end_the_block() -> None:
    said = "</script><script>alert(1)</script><!-- <script>"
    page = f"<body>{block({'/api/x': json.dumps({'title': said})})}</body>"
    assert answers_in(page) == {"/api/x": {"title": said}}
    assert page.count("<script") == 1


async def test_what_is_read_comes_compressed_and_the_answer_with_a_secret_in_it_never(door: Door) -> None:
    async with door.as_person("ann") as browser:
        async with browser.stream("GET", "/api/openapi.json", headers={"accept-encoding": "gzip, br"}) as answer:
            came = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip" and "Accept-Encoding" in answer.headers["vary"]
        assert len(came) == int(answer.headers["content-length"])
        plain = await browser.get("/api/openapi.json", headers={"accept-encoding": "identity"})
        assert json.loads(gzip.decompress(came)) == plain.json()
        for path in ("/api/session", "/api/me/preferences"):
            assert "content-encoding" not in (await browser.get(path)).headers

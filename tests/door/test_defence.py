"""What stands before all routes: headers, names, sizes, depths, how often, how long; and that nothing gets past it."""

import asyncio
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
from doorway import Door, door_at
from fastapi import APIRouter, FastAPI, Request
from openpyxl import load_workbook
from structlog.testing import capture_logs

from api.application import application
from api.defence import Bounded
from api.office import TheOffice
from api.problems import answer_with_problems
from api.rights import Anybody
from api.sheets import sheet

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PAGE = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><div id="root"></div>'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Pages as they are built, with something beside them that nobody may have."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "app-1.js").write_text("1")
    (tmp_path / "secret.txt").write_text("the secret")
    return folder


def browser_of(door: Door, pages: Path | None = None, **settings: Any) -> httpx2.AsyncClient:
    app = application(door.office, pages)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://banjie")


async def test_answers_are_never_kept_never_framed_and_never_taken_for_a_page(door: Door) -> None:
    async with door.browser() as browser:
        for path in ("/api/health", "/api/session", "/api/nothing"):
            headers = (await browser.get(path)).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-store"
            assert headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors 'none'")
            assert headers["referrer-policy"] == "same-origin" and "camera=()" in headers["permissions-policy"]
            assert headers["content-type"].split(";")[0] in ("application/json", "application/problem+json")
            assert "server" not in headers and "strict-transport-security" not in headers


async def test_the_page_runs_its_own_scripts_alone_and_has_another_nonce_each_time(door: Door, pages: Path) -> None:
    async with browser_of(door, pages) as browser:
        nonces = set()
        for path in ("/", "/tasks/1", "/index.html"):
            found = await browser.get(path)
            policy = found.headers["content-security-policy"]
            nonce = found.text.split('content="')[1].split('"')[0]
            assert f"style-src 'self' 'nonce-{nonce}'" in policy and "script-src 'self';" in policy
            # Only what a drawing says of its own parts: `style=` runs nothing, and loads nothing past `img-src`.
            assert "unsafe" not in policy.replace("style-src-attr 'unsafe-inline'", "")
            assert "frame-ancestors 'none'" in policy
            assert found.headers["cache-control"] == "no-store"
            nonces.add(nonce)
        assert len(nonces) == 3 and all(len(nonce) > 20 for nonce in nonces)
        assert "immutable" in (await browser.get("/assets/app-1.js")).headers["cache-control"]
        nothing = await browser.get("/api/nothing")
        assert (nothing.status_code, nothing.json()["code"]) == (404, "unknown-address")
        assert (await browser.post("/tasks/1")).status_code == 405


TRICKS = ["/../secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "/..\\secret.txt",
          "//secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/.%00./secret.txt"]  # fmt: skip


@pytest.mark.parametrize("path", TRICKS)
async def test_no_trick_with_a_path_leads_out_of_the_pages(door: Door, pages: Path, path: str) -> None:
    async with browser_of(door, pages) as browser:
        found = await browser.get(f"http://banjie{path}")
        assert "the secret" not in found.text and found.status_code in (200, 404, 422)


async def test_over_https_browsers_come_back_by_https(door: Door) -> None:
    async with door.browser() as browser:
        assert "max-age" in (await browser.get("https://banjie/api/health")).headers["strict-transport-security"]


async def test_it_answers_to_its_names_alone(tmp_path: Path) -> None:
    async with door_at(tmp_path, public_url="https://office.example.com") as door, door.browser() as browser:
        for host, status in (("office.example.com", 200), ("OFFICE.example.com:443", 200), ("evil.example", 421)):
            assert (await browser.get("/api/health", headers={"host": host})).status_code == status
        found = await browser.get("/api/health", headers={"host": "evil.example"})
        assert found.json()["code"] == "unknown-host"


# -- what is sent ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[" * 65 + "]" * 65, "too-deep"),
        ("[" * 100_000, "too-deep"),
        ('{"a":' * 70 + "1" + "}" * 70, "too-deep"),
        ('{"user_name": NaN}', "not-valid"),
        ('{"user_name": "\\ud800"}', "not-valid"),
        ('{"user_name": "a\\u0000b"}', "not-valid"),
        ('{"\\u0000": 1}', "not-valid"),
        (b"\xff\xfe", "not-valid"),
        ("{", "not-valid"),
        ('{"user_name": "' + "[" * 65 + '", "password": "x"}', "not-valid"),
        ('{"user_name": "[[[\\"[[[", "password": "x"}', "wrong-password"),
        ("1" * 5000, "not-valid"),
    ],
)
async def test_json_that_nobody_should_read(door: Door, body: str | bytes, code: str) -> None:
    async with door.browser() as browser:
        headers = {"content-type": "application/json"}
        found = await browser.post("/api/session", content=body, headers=headers)
        assert found.status_code in (403, 422) and found.json()["code"] == code


async def test_too_much_is_refused_before_it_is_read(door: Door) -> None:
    async def endless() -> Any:
        for _ in range(40):
            yield b" " * 100_000

    async with door.browser() as browser:
        headers = {"content-type": "application/json"}
        told = await browser.post("/api/session", content=b"x", headers={**headers, "content-length": "3000000"})
        streamed = await browser.post("/api/session", content=endless(), headers=headers)
        for found in (told, streamed):
            assert (found.status_code, found.json()["code"]) == (413, "too-large")


async def test_what_calls_itself_a_file_is_as_small_as_all_else_where_no_file_is_taken(door: Door) -> None:
    read = 0

    async def long() -> Any:
        nonlocal read
        for _ in range(100):
            read += 100_000
            yield b" " * 100_000

    async with door.browser() as browser:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        found = await browser.post("/api/session", content=long(), headers=headers)
        assert (found.status_code, found.json()["code"]) == (413, "too-large")
        assert read < 3_000_000


async def test_a_file_of_who_is_not_signed_in_is_not_read(door: Door) -> None:
    read = 0

    async def file() -> Any:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            read += 100_000
            yield b" " * 100_000
        yield b"\r\n--x--\r\n"

    async with door.browser() as browser:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        found = await browser.post("/api/files", content=file(), headers=headers)
        assert (found.status_code, found.json()["code"]) == (401, "sign-in-needed")
    assert read < 1_000_000


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-json"])
async def test_json_under_another_name_is_none(door: Door, kind: str | None) -> None:
    async with door.browser() as browser:
        headers = {"content-type": kind} if kind else {}
        for body in (b'{"user_name": "ann", "password": "x"}', b"[" * 100_000):
            found = await browser.post("/api/session", content=body, headers=headers)
            assert found.status_code == 422 and found.json()["code"] in ("not-valid", "too-deep")


async def test_nothing_that_a_database_cannot_keep_comes_by_an_address(door: Door) -> None:
    async with door.as_person("max", "administrator") as browser:
        for path in ("/api/accounts/changes?person=a%00b", "/api/accounts/a%00b"):
            assert (await browser.get(path)).status_code in (405, 422)


async def test_script_in_every_text_comes_back_as_text(door: Door) -> None:
    async with door.as_person("ann") as browser:
        kept = {"favourites": [EVIL], "kept": {EVIL: EVIL}}
        assert (await browser.put("/api/me/preferences", json=kept)).status_code == 200
        await browser.post("/api/tokens", json={"name": EVIL, "scopes": ["read"]})
        browser.headers["user-agent"] = EVIL
        await browser.sign_in("ann", "right-horse-42")
        for path in ("/api/me/preferences", "/api/tokens", "/api/sessions"):
            found = await browser.get(path)
            assert EVIL in json.dumps(found.json()) and found.headers["content-type"] == "application/json"
            assert found.headers["x-content-type-options"] == "nosniff"


async def test_what_somebody_keeps_for_their_pages_has_a_bound(door: Door) -> None:
    async with door.as_person("ann") as ann:
        assert (await ann.put("/api/me/preferences", json={"kept": {"a": "x" * 200_000}})).status_code == 200
        refused = await ann.put("/api/me/preferences", json={"kept": {"a": "x" * 300_000}})
        kept = (await ann.get("/api/me/preferences")).json()["kept"]
    assert (refused.status_code, refused.json()["code"], len(kept["a"])) == (413, "too-large", 200_000)


async def test_what_looks_like_a_formula_is_text_in_a_sheet() -> None:
    formulas = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil")']
    page = load_workbook(BytesIO((await sheet("list", formulas, [formulas])).body)).active
    assert page is not None
    for row in page.iter_rows():
        assert {cell.data_type for cell in row} == {"s"} and len(row) == len(formulas)


# -- how often, how long --------------------------------------------------------------------------------------------


async def test_who_asks_too_often_waits_and_nobody_else_does(tmp_path: Path) -> None:
    limits = {"reads_a_minute": 20, "writes_a_minute": 5, "strangers_a_minute": 30}
    async with door_at(tmp_path, **limits) as door, door.as_person("ann") as ann, door.as_person("bob") as bob:
        answers = [await ann.get("/api/me/preferences") for _ in range(25)]
        late = [one for one in answers if one.status_code == 429]
        assert 3 <= len(late) <= 6 and all(int(one.headers["retry-after"]) >= 1 for one in late)
        assert late[0].json()["code"] == "too-many" and late[0].json()["sentence"]["zh"]
        assert (await bob.get("/api/me/preferences")).status_code == 200
        written = [(await bob.put("/api/me/preferences", json={})).status_code for _ in range(7)]
        assert written.count(200) in (5, 6) and written[-1] == 429
        async with door.browser() as stranger:
            asked = [(await stranger.get("/api/tasks")).status_code for _ in range(40)]
            assert asked.count(429) >= 5


async def test_a_file_may_take_its_time_to_come_and_nothing_else_may(tmp_path: Path) -> None:
    router = APIRouter(dependencies=[Anybody])

    @router.post("/files")
    async def count(request: Request) -> int:
        return sum([len(piece) async for piece in request.stream()])

    async def slow() -> Any:
        for _ in range(4):
            await asyncio.sleep(0.3)
            yield b"x" * 10

    async with door_at(tmp_path) as door:
        app = FastAPI()
        app.state.office = door.office
        answer_with_problems(app)
        app.include_router(router, prefix="/api")
        app.add_middleware(Bounded, hosts=[], size=1000, file_size=1000, files_at="/api/files", seconds=0.8)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://banjie") as browser:
            form = {"content-type": "multipart/form-data; boundary=x"}
            file = await browser.post("/api/files", content=slow(), headers=form)
            assert (file.status_code, file.json()) == (200, 40)
            other = await browser.post("/api/files", content=slow(), headers={"content-type": "application/json"})
            assert (other.status_code, other.json()["code"]) == (408, "took-too-long")


async def test_an_answer_that_takes_too_long_is_broken_off_and_a_bug_tells_no_secret(tmp_path: Path) -> None:
    router = APIRouter(dependencies=[Anybody])

    @router.get("/slow")
    async def slow() -> None:
        await asyncio.sleep(5)

    @router.get("/broken")
    async def broken(office: TheOffice) -> None:
        raise RuntimeError(f"the secret of {office}")

    async with door_at(tmp_path, request_time=0.05) as door:
        app = application(door.office)
        app.include_router(router, prefix="/api")
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://banjie") as browser:
            late = await browser.get("/api/slow")
            assert (late.status_code, late.json()["code"]) == (503, "took-too-long")
            with capture_logs() as logs:
                wrong = await browser.get("/api/broken")
            assert [one["event"] for one in logs] == ["a request failed"] and logs[0]["number"] in wrong.text
            assert (wrong.status_code, wrong.json()["code"]) == (500, "bug")
            assert "the secret" not in wrong.text and wrong.headers["x-content-type-options"] == "nosniff"

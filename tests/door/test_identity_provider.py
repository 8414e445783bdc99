"""Signing in at an identity provider, over real HTTP; and each thing that may go wrong, told by a code of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from doorway import Browser, Door, door_at
from joserfc.jwk import RSAKey
from provider import CLIENT, SECRET, Provider, provider

ANN = {"sub": "4711", "email": "ann@EXAMPLE.com", "email_verified": True}


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[tuple[Door, Provider]]:
    async with provider() as idp:
        oidc = {"issuer": idp.issuer, "client_id": CLIENT, "client_secret": SECRET, "name": "办公统一认证"}
        async with door_at(folder, oidc=oidc) as door:
            idp.who = dict(ANN)
            yield door, idp


async def sent(browser: Browser, back: str = "/") -> str:
    """To the provider, and with its answer to the way back: where the browser is sent in the end."""
    to_provider = (await browser.get("/api/sign-in/oidc", params={"back": back})).headers["location"]
    async with httpx2.AsyncClient() as outside:
        answer = (await outside.get(to_provider)).headers["location"]
    return await came_back(browser, answer)


async def came_back(browser: Browser, answer: str) -> str:
    found = await browser.get(answer)
    assert found.status_code == 303
    return str(found.headers["location"])


async def test_who_comes_back_is_signed_in_and_known_the_next_time(tmp_path: Path) -> None:
    async with both(tmp_path) as (door, idp), door.browser() as browser:
        assert (await browser.get("/api/sign-in")).json()["oidc"] == "办公统一认证"
        assert await sent(browser, "/tasks?list=mine") == "/tasks?list=mine"
        who = (await browser.get("/api/session")).json()
        assert (who["person"]["id"], who["has_password"]) == ("ann", False)
        assert {"state", "nonce", "code_challenge"} <= idp.asked.keys()
        assert idp.asked["code_challenge_method"] == "S256" and "openid" in idp.asked["scope"]
        idp.who = {"sub": "4711", "email": "married@example.com"}  # another address by now, the same subject
        async with door.browser() as later:
            await sent(later)
            assert (await later.get("/api/session")).json()["person"]["id"] == "ann"


async def test_an_account_with_a_password_is_bound_to_the_provider(tmp_path: Path) -> None:
    async with both(tmp_path) as (door, idp):
        await door.account("ann", "operator")
        async with door.browser() as browser:
            await sent(browser)
            assert (await browser.get("/api/session")).json()["roles"] == ["operator"]
        account = await door.store.account("ann")
        assert account is not None and account.subject == f"{idp.issuer}|4711"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("refuses", "oidc-refused"),
        ("code", "oidc-code"),
        ("signature", "oidc-token"),
        ("unsigned", "oidc-token"),
        ("nonce", "oidc-token"),
        ("audience", "oidc-token"),
        ("expired", "oidc-token"),
        ("token-issuer", "oidc-token"),
        ("issuer", "oidc-unreachable"),
    ],
)
async def test_what_a_provider_must_not_do_lets_nobody_in(tmp_path: Path, wrong: str, code: str) -> None:
    async with both(tmp_path) as (door, idp), door.browser() as browser:
        idp.wrong = wrong
        if wrong == "issuer":
            found = await browser.get("/api/sign-in/oidc")
            assert found.headers["location"] == f"/sign-in?problem={code}"
        else:
            assert await sent(browser) == f"/sign-in?problem={code}"
        assert (await browser.get("/api/session")).status_code == 401


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"sub": "1"}, "oidc-no-email"),
        ({"sub": "1", "email": "ann@example.com"}, "oidc-no-email"),
        ({"sub": "1", "email": "ann@example.com", "email_verified": False}, "oidc-no-email"),
        ({"sub": "1", "email": "eve@elsewhere.com", "email_verified": True}, "oidc-no-account"),
    ],
)
async def test_who_is_nobody_here_is_not_let_in(tmp_path: Path, who: dict[str, object], code: str) -> None:
    async with both(tmp_path) as (door, idp), door.browser() as browser:
        idp.who = who
        assert await sent(browser) == f"/sign-in?problem={code}"
        assert await door.store.accounts() == []


async def test_an_account_of_somebody_else_there_and_a_closed_one_stay_closed(tmp_path: Path) -> None:
    async with both(tmp_path) as (door, idp), door.browser() as browser:
        await sent(browser)
        idp.who = {**ANN, "sub": "another"}
        assert await sent(browser) == "/sign-in?problem=oidc-no-account"
        await door.office.accounts.change("ann", disabled=True)
        idp.who = dict(ANN)
        assert await sent(browser) == "/sign-in?problem=account-disabled"


async def test_an_answer_is_good_once_in_the_browser_that_asked_and_not_for_long(tmp_path: Path) -> None:
    async with both(tmp_path) as (door, _), door.browser() as browser, door.browser() as other:
        to_provider = (await browser.get("/api/sign-in/oidc")).headers["location"]
        async with httpx2.AsyncClient() as outside:
            answer = (await outside.get(to_provider)).headers["location"]
            second = (await outside.get(to_provider)).headers["location"]
        assert await came_back(other, answer) == "/sign-in?problem=oidc-state"  # somebody else was given the link
        assert (await other.get("/api/session")).status_code == 401
        assert await came_back(browser, answer) == "/"
        assert await came_back(browser, second) == "/sign-in?problem=oidc-state"
    async with both(tmp_path / "later") as (door, _), door.browser() as browser:
        to_provider = (await browser.get("/api/sign-in/oidc")).headers["location"]
        state = parse_qs(urlsplit(to_provider).query)["state"][0]
        door.clock.advance(minutes=11)
        path = f"/api/sign-in/oidc/callback?code=x&state={state}"
        assert await came_back(browser, path) == "/sign-in?problem=oidc-state"


async def test_a_provider_with_new_keys_is_asked_for_them(tmp_path: Path) -> None:
    async with both(tmp_path) as (door, idp), door.browser() as browser:
        await sent(browser)
        idp.key = RSAKey.generate_key(2048, {"kid": "two"})
        assert await sent(browser) == "/"


async def test_without_a_provider_and_with_one_that_is_away(door: Door, tmp_path: Path) -> None:
    async with door.browser() as browser:
        assert (await browser.get("/api/sign-in/oidc")).headers["location"] == "/sign-in?problem=oidc-off"
    away = {"issuer": "http://127.0.0.1:9", "client_id": CLIENT}
    async with door_at(tmp_path / "away", oidc=away) as other, other.browser() as browser:
        assert (await browser.get("/api/sign-in/oidc")).headers["location"] == "/sign-in?problem=oidc-unreachable"


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\r\nb"]
)
async def test_nobody_is_sent_elsewhere_afterwards(tmp_path: Path, back: str) -> None:
    async with both(tmp_path) as (door, _), door.browser() as browser:
        assert await sent(browser, back) == "/"

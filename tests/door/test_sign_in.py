"""Signing in with a password: sessions, locks, first passwords, and what a page must send along."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from doorway import Door, door_at

from activities.accounts import Caller
from api.identity import Asker
from api.managing_cases import must_be_theirs
from api.problems import Refusal
from api.rights import CaseRead
from engine.administering.access import Concerned, Standing
from engine.runtime.readers import Readers
from engine.runtime.refusals import Rejected
from store.accounts import Altered
from store.directory import Author

GOOD = "right-horse-42"


async def test_a_first_password_must_be_changed_before_anything_else(door: Door) -> None:
    _, first = await door.office.accounts.add("ann")
    assert first is not None
    async with door.browser() as browser:
        signed = await browser.sign_in("Ann", first)
        assert signed.json()["must_change_password"] is True
        assert signed.json()["person"]["name"] == {"zh": "安", "en": "Ann Lee"}
        refused = await browser.get("/api/me/preferences")
        assert (refused.status_code, refused.json()["code"]) == (403, "password-change-needed")
        changed = await browser.post("/api/session/password", json={"before": first, "password": GOOD})
        assert changed.status_code == 200 and changed.json()["must_change_password"] is False
        assert (await browser.get("/api/me/preferences")).status_code == 200
    async with door.browser() as browser:
        assert (await browser.sign_in("ann", first)).json()["code"] == "wrong-password"
        assert (await browser.sign_in("ann", GOOD)).status_code == 200


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password-short"),
        ("x" * 201, "password-long"),
        ("aaaaaaaaaaaa", "password-common"),
        ("Password12!", "password-common"),
        ("ann@example", None),
        (GOOD, "password-same"),
    ],
)
async def test_what_a_new_password_must_be(door: Door, password: str, code: str | None) -> None:
    async with door.as_person("ann") as browser:
        found = await browser.post("/api/session/password", json={"before": GOOD, "password": password})
        assert (found.status_code, found.json().get("code")) == ((422, code) if code else (200, None))


async def test_a_wrong_password_an_unknown_name_and_a_closed_account_are_told_alike(door: Door) -> None:
    await door.account("ann")
    await door.account("bob")
    await door.office.accounts.change("bob", disabled=True)
    answers = []
    async with door.browser() as browser:
        for name, password in (("ann", "wrong"), ("nobody", "wrong"), ("bob", GOOD), ("\t", "wrong"), ("max", GOOD)):
            found = await browser.post("/api/session", json={"user_name": name, "password": password})
            answers.append((found.status_code, found.content, sorted(found.headers)))
    assert len({str(one) for one in answers}) == 1 and answers[0][0] == 403


async def test_a_name_is_locked_after_wrong_passwords_whether_anybody_has_it_or_not(door: Door) -> None:
    await door.account("ann")
    for name in ("ann", "nobody"):
        async with door.browser() as browser:
            tried = [(await browser.sign_in(name, f"wrong {n}")).status_code for n in range(5)]
            locked = await browser.sign_in(name, GOOD)
            assert tried == [403] * 5
            assert (locked.status_code, locked.json()["code"]) == (423, "locked")
            assert 0 < int(locked.headers["retry-after"]) <= 61
    async with door.browser() as browser:
        door.clock.advance(minutes=1, seconds=1)
        assert (await browser.sign_in("ann", "wrong again")).status_code == 403
        door.clock.advance(minutes=1, seconds=1)
        assert (await browser.sign_in("ann", GOOD)).status_code == 423  # twice as long
        door.clock.advance(minutes=1)
        assert (await browser.sign_in("ann", GOOD)).status_code == 200


async def test_many_tries_at_once_are_all_counted(door: Door) -> None:
    await door.account("ann")
    async with door.browser() as browser:
        tries = [browser.post("/api/session", json={"user_name": "ann", "password": f"guess {n}"}) for n in range(30)]
        statuses = [found.status_code for found in await asyncio.gather(*tries)]
    assert statuses.count(403) == 5 and statuses.count(423) == 25


async def test_tries_of_others_keep_nobody_out_of_their_own_browser_nor_from_elsewhere(door: Door) -> None:
    async with door.as_person("ann") as own, door.browser() as thief:
        for n in range(6):
            last = await thief.sign_in("ann", f"guess {n}")
        assert (last.status_code, (await thief.sign_in("ann", GOOD)).status_code) == (423, 423)
        assert (await own.get("/api/session")).status_code == 200
        assert (await own.sign_in("ann", GOOD)).status_code == 200
    async with door.browser(at="10.0.0.9") as elsewhere:
        assert (await elsewhere.sign_in("ann", GOOD)).status_code == 200


async def test_an_own_browser_is_locked_by_its_own_tries_and_worth_nothing_after_a_new_password(door: Door) -> None:
    async with door.as_person("ann") as own, door.browser() as thief:
        tried = [(await own.sign_in("ann", f"slip {n}")).status_code for n in range(6)]
        assert tried == [403] * 5 + [423]
        door.clock.advance(minutes=2)
        assert (await own.sign_in("ann", GOOD)).status_code == 200
        mark = own.cookies["banjie_browser"]
        await own.post("/api/session/password", json={"before": GOOD, "password": "another-horse-43"})
        thief.cookies.set("banjie_browser", mark, domain="banjie", path="/api/session")
        tried = [(await thief.sign_in("ann", f"guess {n}")).status_code for n in range(6)]
        assert tried[-1] == 423
        assert (await own.sign_in("ann", "another-horse-43")).status_code == 200


async def test_a_name_that_is_tried_from_everywhere_is_locked_but_in_its_owners_browser(door: Door) -> None:
    async with door.as_person("ann") as own:
        for place in range(20):
            async with door.browser(at=f"10.0.1.{place}") as robot:
                assert [(await robot.sign_in("ann", f"{place} {n}")).status_code for n in range(5)] == [403] * 5
        async with door.browser(at="10.0.2.1") as robot:
            assert (await robot.sign_in("ann", GOOD)).status_code == 423
        assert (await own.sign_in("ann", GOOD)).status_code == 200


async def test_a_session_does_not_begin_by_a_password_that_was_taken_back_meanwhile(door: Door) -> None:
    await door.account("ann")
    seen = await door.office.accounts.account("ann")
    await door.office.accounts.change("ann", reset=True)
    with pytest.raises(Rejected, match="Expected a user name"):
        await door.office.accounts.begin(seen, "password", Caller())
    assert await door.store.sessions_of("ann") == []


async def test_a_password_that_was_taken_back_meanwhile_is_changed_by_nobody(door: Door) -> None:
    await door.account("ann")
    seen = await door.store.account("ann")
    await door.office.accounts.change("ann", reset=True)
    given = await door.store.account("ann")
    with pytest.raises(Rejected, match="changed meanwhile"):
        await door.store.change_account("ann", "ann", Altered("password-changed", {"password": "x"}), seen=seen)
    assert await door.store.account("ann") == given


async def test_no_token_outlives_what_ends_the_session_it_was_asked_for_in(door: Door) -> None:
    await door.account("ann")
    accounts, tomorrow = door.office.accounts, door.clock() + timedelta(days=1)
    begun = await accounts.sign_in("ann", GOOD, Caller())
    (session,) = await door.store.sessions_of("ann")
    assert await accounts.add_token("ann", "t", ["read"], tomorrow, session=session.digest)
    await accounts.change("ann", reset=True)
    with pytest.raises(Rejected) as refused:
        await accounts.add_token("ann", "t", ["read"], tomorrow, session=session.digest)
    assert refused.value.code == "sign-in-needed" and await door.store.tokens_of("ann") == []
    assert await accounts.held(begun.secret) is None


async def test_who_signs_in_every_day_does_not_lock_the_address_of_the_office(door: Door) -> None:
    await door.account("ann")
    async with door.browser() as browser:
        for _ in range(60):
            assert (await browser.sign_in("ann", GOOD)).status_code == 200


async def test_a_session_that_somebody_else_has_planted_is_worth_nothing(door: Door) -> None:
    await door.account("ann")
    async with door.browser() as browser:
        browser.cookies.set("banjie_session", "planted-by-somebody-else", domain="banjie")
        signed = await browser.sign_in("ann", GOOD)
        assert "planted" not in signed.headers["set-cookie"]
    async with door.browser() as other:
        other.cookies.set("banjie_session", "planted-by-somebody-else", domain="banjie")
        assert (await other.get("/api/session")).status_code == 401


async def test_signing_in_again_and_a_new_password_end_the_session_before(door: Door) -> None:
    async with door.as_person("ann") as browser:
        before = browser.cookies["banjie_session"]
        await browser.sign_in("ann", GOOD)
        between = browser.cookies["banjie_session"]
        changed = await browser.post("/api/session/password", json={"before": GOOD, "password": "another-horse-43"})
        assert changed.status_code == 200
        for old in (before, between):
            async with door.browser() as thief:
                thief.cookies.set("banjie_session", old, domain="banjie")
                assert (await thief.get("/api/session")).status_code == 401
        assert (await browser.get("/api/session")).status_code == 200


async def test_the_cookie_is_for_the_browser_alone_and_for_https_where_there_is_https(door: Door) -> None:
    await door.account("ann")
    async with door.browser() as browser:
        plain = (await browser.sign_in("ann", GOOD)).headers["set-cookie"].lower()
    assert "httponly" in plain and "samesite=lax" in plain and "path=/" in plain and "secure" not in plain


async def test_behind_https_the_cookie_is_secure(tmp_path: Path) -> None:
    async with door_at(tmp_path, public_url="https://banjie") as door:
        await door.account("ann")
        async with door.browser(origin="https://banjie") as browser:
            signed = await browser.sign_in("ann", GOOD)
            assert "secure" in signed.headers["set-cookie"].lower()


async def test_a_session_ends_when_nobody_uses_it_and_at_last_in_any_case(tmp_path: Path) -> None:
    async with door_at(tmp_path, session_idle=60, session_longest=2) as door, door.as_person("ann") as browser:
        for _ in range(2):
            door.clock.advance(minutes=59)
            assert (await browser.get("/api/session")).status_code == 200
        door.clock.advance(minutes=3)
        assert (await browser.get("/api/session")).status_code == 401  # two hours are over
        await browser.sign_in("ann", GOOD)
        door.clock.advance(minutes=61)
        assert (await browser.get("/api/session")).status_code == 401  # an hour unused


async def test_signing_out_here_elsewhere_and_by_being_disabled(door: Door) -> None:
    async with (
        door.as_person("ann") as here,
        door.as_person("ann") as there,
        door.as_person("max", "administrator") as max_,
    ):
        listed = (await here.get("/api/sessions")).json()["items"]
        assert [one["this"] for one in listed].count(True) == 1 and len(listed) == 2
        assert (await here.delete("/api/sessions")).status_code == 204
        assert (await there.get("/api/session")).status_code == 401
        assert (await here.get("/api/session")).status_code == 200
        assert (await here.delete("/api/session")).status_code == 204
        assert (await here.get("/api/session")).status_code == 401
        await there.sign_in("ann", GOOD)
        assert (await max_.patch("/api/accounts/ann", json={"disabled": True})).status_code == 200
        assert (await there.get("/api/session")).status_code == 401


async def test_who_has_left_the_company_is_nobody_here(door: Door) -> None:
    async with door.as_person("ann") as browser:
        await door.store.hand_over("ann", "bob", Author("max", "leaves", "h1"))
        for taken in await door.store.take_hand_over_items(50, timedelta(seconds=9)):
            await door.store.do_hand_over_item(taken)
        door.clock.advance(days=1)
        assert (await browser.get("/api/session")).status_code == 401


# -- what a page must send along ------------------------------------------------------------------------------------


async def test_what_another_site_makes_a_browser_send_is_refused(door: Door) -> None:
    async with door.as_person("ann") as browser:
        good = browser.headers.pop("x-csrf-token")
        asked: dict[str, Any] = {"json": {"language": "en"}}
        for headers in ({}, {"x-csrf-token": "wrong"}, {"x-csrf-token": good, "origin": "http://evil.example"}):
            found = await browser.put("/api/me/preferences", headers=headers, **asked)
            assert (found.status_code, found.json()["code"]) == (403, "not-from-a-page"), headers
        found = await browser.put(
            "/api/me/preferences", headers={"x-csrf-token": good, "origin": "http://banjie"}, **asked
        )
        assert found.status_code == 200
    async with door.browser(origin="http://evil.example") as browser:
        assert (await browser.sign_in("ann", GOOD)).json()["code"] == "not-from-a-page"


async def test_a_form_of_another_site_cannot_sign_in_nor_send_json(door: Door) -> None:
    await door.account("ann")
    async with door.browser() as browser:
        text = '{"user_name": "ann", "password": "right-horse-42"}'
        found = await browser.post("/api/session", content=text, headers={"content-type": "text/plain"})
        assert found.status_code == 422 and "set-cookie" not in found.headers


# -- the record -----------------------------------------------------------------------------------------------------


async def test_what_was_done_to_accounts_is_written_down_without_secrets(door: Door) -> None:
    async with door.as_person("max", "administrator") as browser:
        made = await browser.post("/api/accounts", json={"person": "bob", "roles": ["operator"]})
        assert made.status_code == 200 and made.json()["password"]
        reset = await browser.patch("/api/accounts/bob", json={"reset": True, "roles": []})
        found = await browser.get("/api/accounts/changes", params={"person": "bob"})
        kinds = [one["kind"] for one in found.json()["items"]]
        assert kinds == ["password-reset", "roles-changed", "made"]
        for secret in (made.json()["password"], reset.json()["password"], "argon2"):
            assert secret not in found.text


async def test_there_is_always_somebody_who_administers(door: Door) -> None:
    async with door.as_person("max", "administrator") as browser:
        for change in ({"roles": []}, {"disabled": True}):
            found = await browser.patch("/api/accounts/max", json=change)
            assert (found.status_code, found.json()["code"]) == (409, "last-administrator")
        await browser.post("/api/accounts", json={"person": "bob", "roles": ["administrator"]})
        assert (await browser.patch("/api/accounts/max", json={"roles": []})).status_code == 200
        assert (await browser.get("/api/accounts")).status_code == 403


async def test_what_is_asked_of_an_account_at_once_is_done_as_a_whole_or_not_at_all(door: Door) -> None:
    await door.account("bob", "administrator")
    async with door.as_person("max", "administrator") as browser:
        whole = {"roles": ["auditor"], "disabled": True, "reset": True}
        done = (await browser.patch("/api/accounts/bob", json=whole)).json()
        refused = await browser.patch(
            "/api/accounts/max", json={"roles": ["operator", "administrator"], "disabled": True}
        )
        changes = (await browser.get("/api/accounts/changes", params={"person": "max"})).json()["items"]
    bob, kept = done["account"], await door.store.account("max")
    assert (bob["roles"], bob["disabled"], bob["must_change_password"]) == (["auditor"], True, True) and done[
        "password"
    ]
    assert refused.json()["code"] == "last-administrator"
    assert kept is not None and kept.roles == ("administrator",)
    assert "roles-changed" not in {one["kind"] for one in changes}


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"person": "ann"}, 409, "account-there"),
        ({"person": "bob", "user_name": "ANN"}, 409, "user-name-taken"),
        ({"person": "gone"}, 404, "unknown-person"),
        ({"person": "nobody"}, 404, "unknown-person"),
        ({"person": "bob", "user_name": "a b"}, 422, "bad-user-name"),
        ({"person": "bob", "roles": ["king"]}, 422, "not-valid"),
    ],
)
async def test_accounts_that_cannot_be_made(door: Door, asked: dict[str, Any], status: int, code: str) -> None:
    await door.account("ann")
    async with door.as_person("max", "administrator") as browser:
        found = await browser.post("/api/accounts", json=asked)
        assert (found.status_code, found.json()["code"]) == (status, code)


# -- tokens ---------------------------------------------------------------------------------------------------------


async def test_a_token_is_for_what_it_was_made_for_and_no_longer(door: Door) -> None:
    async with door.as_person("ann") as browser:
        made = await browser.post("/api/tokens", json={"name": "report", "scopes": ["read"], "days": 2})
        secret = made.json()["secret"]
        assert secret.startswith("banjie_")
        listed = await browser.get("/api/tokens")
        assert secret not in listed.text and listed.json()["items"][0]["used_at"] is None
        async with door.browser(authorization=f"Bearer {secret}") as program:
            assert (await program.get("/api/me/preferences")).status_code == 200
            refused = await program.put("/api/me/preferences", json={})
            assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
            for path in ("/api/tokens", "/api/sessions"):
                assert (await program.get(path)).json()["code"] == "session-needed"
            assert (await browser.get("/api/tokens")).json()["items"][0]["used_at"] is not None
            door.clock.advance(days=2, seconds=1)
            assert (await program.get("/api/me/preferences")).status_code == 401


async def test_a_token_ends_when_it_is_taken_back_and_with_a_new_password(door: Door) -> None:
    async with door.as_person("ann") as browser, door.as_person("bob") as other:
        ids, secrets = [], []
        for name in ("one", "two"):
            made = (await browser.post("/api/tokens", json={"name": name, "scopes": ["read", "act"]})).json()
            ids.append(made["token"]["id"])
            secrets.append(made["secret"])
        assert (await other.delete(f"/api/tokens/{ids[0]}")).json()["code"] == "unknown-token"
        assert (await browser.delete(f"/api/tokens/{ids[0]}")).status_code == 204
        programs = [door.browser(authorization=f"Bearer {secret}") for secret in secrets]
        assert [(await one.get("/api/session")).status_code for one in programs] == [401, 200]
        await browser.post("/api/session/password", json={"before": GOOD, "password": "another-horse-43"})
        assert (await programs[1].get("/api/session")).status_code == 401
        for one in programs:
            await one.aclose()


async def test_nobody_has_tokens_without_end(door: Door) -> None:
    async with door.as_person("ann") as browser:
        made = [await browser.post("/api/tokens", json={"name": "t", "scopes": ["read"], "days": 1}) for _ in range(51)]
        assert [one.status_code for one in made] == [200] * 50 + [409]
        assert made[-1].json()["code"] == "too-many-tokens"
        door.clock.advance(days=2)
        await browser.sign_in("ann", GOOD)
        assert (await browser.post("/api/tokens", json={"name": "t", "scopes": ["read"]})).status_code == 200
        door.clock.advance(days=100)
        await browser.sign_in("ann", GOOD)
        await browser.post("/api/tokens", json={"name": "t", "scopes": ["read"]})
        assert len((await browser.get("/api/tokens")).json()["items"]) == 2


async def test_what_an_operator_does_takes_a_token_that_was_made_for_it(door: Door) -> None:
    async with door.as_person("max", "operator") as browser:
        for scopes, code in ((["read", "act"], "scope-missing"), (["operate"], "unknown-process")):
            made = (await browser.post("/api/tokens", json={"name": "t", "scopes": scopes})).json()
            async with door.browser(authorization=f"Bearer {made['secret']}") as program:
                stopped = await program.post("/api/definitions/leave-request/stop", json={"reason": "to be changed"})
                assert stopped.json()["code"] == code
    asker = Asker("max", "token:t", frozenset({"operator"}), frozenset({"read", "act"}))
    read = CaseRead(
        "c",
        Standing("max", frozenset({"operator"})),
        Concerned("leave-request", False, Readers(*[frozenset()] * 4)),
        False,
    )
    must_be_theirs(read, asker, "nudge")
    with pytest.raises(Refusal) as refused:
        must_be_theirs(read, asker, "skip")
    assert refused.value.problem.code == "scope-missing"


async def test_an_administrators_token_needs_the_scope_and_the_administrator(door: Door) -> None:
    async with door.as_person("max", "administrator") as browser, door.as_person("ann") as other:
        for person, scopes, status in (
            (browser, ["read"], 403),
            (browser, ["administer"], 200),
            (other, ["administer"], 403),
        ):
            made = (await person.post("/api/tokens", json={"name": "t", "scopes": scopes})).json()
            async with door.browser(authorization=f"Bearer {made['secret']}") as program:
                assert (await program.get("/api/accounts")).status_code == status

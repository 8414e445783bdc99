"""People are told of what is new for them: by the channels they want, outside their quiet hours, all of it at once."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI, Request

from activities.client import utc_now
from activities.news import NewsRound
from activities.ports import Letter, PortError
from activities.ports.dingtalk import DingTalkPort
from activities.ports.feishu import FeishuPort
from activities.ports.webhook import WebhookPort, sign
from activities.ports.wecom import WeComPort
from activities.postman import Postman
from engine.administering.reaching import Preferences
from engine.runtime.commands import Claim
from proving.office import Office
from tests.loopback import served

LETTER = Letter(
    {"zh": "待办：审核", "en": "To do: check"}, {"zh": "一件", "en": "one"}, "http://b/tasks/c/t", "key-1", "zh"
)


@dataclass
class Peer:
    """Another company's server: what it was asked, and what it answers, by path."""

    answers: dict[str, Any]
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    address: str = ""
    signatures: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, request: Request) -> Any:
        body = await request.body()
        self.asked.append((request.url.path, dict(request.query_params), json.loads(body) if body else None))
        self.signatures.append({**dict(request.headers), "body": body.decode()})
        return self.answers.get(request.url.path, {})


@asynccontextmanager
async def peer(answers: dict[str, Any]) -> AsyncIterator[Peer]:
    """A real server on the loopback."""
    here, app = Peer(answers), FastAPI()
    app.add_api_route("/{path:path}", here.answer, methods=["GET", "POST"])
    async with served(app) as here.address:
        yield here


async def test_wecom_gets_a_card_with_the_link_and_its_token_is_asked_for_once() -> None:
    answers = {
        "/cgi-bin/gettoken": {"errcode": 0, "access_token": "t-1", "expires_in": 7200},
        "/cgi-bin/message/send": {"errcode": 0},
    }
    async with peer(answers) as wecom:
        port = WeComPort(wecom.address, "corp", 7, "secret")
        await port.send("zhang", LETTER)
        await port.send("li", LETTER)
    paths = [path for path, _, _ in wecom.asked]
    assert paths == ["/cgi-bin/gettoken", "/cgi-bin/message/send", "/cgi-bin/message/send"]
    _, query, body = wecom.asked[1]
    assert query == {"access_token": "t-1"} and body["touser"] == "zhang" and body["agentid"] == 7
    assert body["textcard"]["url"] == "http://b/tasks/c/t" and body["textcard"]["title"] == "待办：审核"


async def test_somebody_wecom_does_not_know_is_an_error_for_good_without_the_token_in_it() -> None:
    answers = {
        "/cgi-bin/gettoken": {"errcode": 0, "access_token": "very-secret", "expires_in": 7200},
        "/cgi-bin/message/send": {"errcode": 0, "invaliduser": "nobody"},
    }
    async with peer(answers) as wecom:
        with pytest.raises(PortError) as refused:
            await WeComPort(wecom.address, "corp", 7, "secret").send("nobody", LETTER)
    assert refused.value.for_good and "very-secret" not in str(refused.value) and "nobody" in str(refused.value)


async def test_dingtalk_gets_an_action_card() -> None:
    answers = {
        "/v1.0/oauth2/accessToken": {"accessToken": "d-1", "expireIn": 7200},
        "/topapi/message/corpconversation/asyncsend_v2": {"errcode": 0, "task_id": 1},
    }
    async with peer(answers) as ding:
        await DingTalkPort(ding.address, ding.address, "key", "secret", 9).send("wang", LETTER)
    _, query, body = ding.asked[1]
    assert query == {"access_token": "d-1"} and body["userid_list"] == "wang"
    assert body["msg"]["action_card"]["single_url"] == "http://b/tasks/c/t"


async def test_feishu_gets_a_card_with_a_key_against_doubles() -> None:
    answers = {
        "/open-apis/auth/v3/tenant_access_token/internal": {"code": 0, "tenant_access_token": "f-1", "expire": 7200},
        "/open-apis/im/v1/messages": {"code": 0},
    }
    async with peer(answers) as feishu:
        port = FeishuPort(feishu.address, "app", "secret")
        await port.send("u1", LETTER)
        await port.send("u1", LETTER)
    (_, query, first), (_, _, second) = feishu.asked[1:]
    assert query == {"receive_id_type": "user_id"} and first["uuid"] == second["uuid"]
    assert "http://b/tasks/c/t" in first["content"]


async def test_a_webhook_is_signed_so_that_the_receiver_can_check_it() -> None:
    async with peer({}) as hook:
        await WebhookPort(f"{hook.address}/in", "whsec", clock=lambda: 1000.0).send("ben", LETTER)
    (seen,) = hook.signatures
    expected = sign(b"whsec", seen["webhook-id"], "1000", seen["body"])
    assert seen["webhook-signature"] == f"v1,{expected}"
    assert json.loads(seen["body"])["person"] == "ben"


class Pigeonhole:
    """A port that keeps what it is given; `broken` makes it refuse."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter]] = []
        self.broken: PortError | None = None

    async def send(self, address: str, letter: Letter) -> None:
        if self.broken is not None:
            raise self.broken
        self.letters.append((address, letter))


def round_of(office: Office, port: Pigeonhole, after: float = 0.0) -> NewsRound:
    return NewsRound(office.store, Postman(office.store, {"mail": port}, "http://b", "Asia/Shanghai"), after)


async def asked_for_checks(office: Office, *refs: str) -> list[str]:
    """Approvals that wait for ben or cyd."""
    cases = [await office.start("approval", ref) for ref in refs]
    for case in cases:
        await office.complete(case.case_id, "submit", data={"note": "x"})
        await office.open_task(case.case_id, "check")
    return [case.case_id for case in cases]


async def test_several_new_tasks_are_one_letter_in_both_languages_with_a_link(office: Office, tmp_path: Path) -> None:
    port = Pigeonhole()
    news = round_of(office, port)
    await news.round()
    await asked_for_checks(office, "N-1", "N-2")
    await news.round()
    to_ben = [letter for address, letter in port.letters if address == "ben@example.com"]
    assert len(to_ben) == 1 and to_ben[0].link == "http://b/inbox"
    assert "2 件新待办" in to_ben[0].title and "2 new things to do" in to_ben[0].title
    port.letters.clear()
    await news.round()
    assert port.letters == []


async def test_what_somebody_else_has_taken_is_not_told(office: Office) -> None:
    port = Pigeonhole()
    news = round_of(office, port, after=0.5)
    await news.round()
    (case,) = await asked_for_checks(office, "N-3")
    await news.round()
    task = await office.open_task(case, "check")
    await office.command(case, Claim(task.task), by="cyd")
    await asyncio.sleep(0.6)
    await news.round()
    assert [address for address, _ in port.letters if address == "ben@example.com"] == []
    (ben,) = [one for one in await office.store.deliveries(case, task.task) if one.person == "ben"]
    assert ben.status == "gone"


async def test_who_has_looked_at_it_is_not_told(office: Office) -> None:
    port = Pigeonhole()
    news = round_of(office, port, after=0.3)
    await news.round()
    (case,) = await asked_for_checks(office, "N-4")
    task = await office.open_task(case, "check")
    await news.round()
    await office.store.note_opened(case, task.task, "ben")
    await asyncio.sleep(0.4)
    await news.round()
    told = {one.person: one for one in await office.store.deliveries(case, task.task)}
    assert told["ben"].status == "none" and told["ben"].opened_at is not None
    assert [address for address, _ in port.letters if address == "ben@example.com"] == []


async def test_quiet_hours_and_muted_channels_are_kept(office: Office) -> None:
    local = utc_now().astimezone(ZoneInfo("Asia/Shanghai"))
    begins, ends = local - timedelta(hours=1), local + timedelta(hours=2)
    quiet = Preferences(quiet_from=time(begins.hour, begins.minute), quiet_until=time(ends.hour, ends.minute))
    await office.store.choose_notices("ben", quiet)
    port = Pigeonhole()
    news = round_of(office, port)
    await news.round()
    (case,) = await asked_for_checks(office, "N-5")
    await news.round()
    task = await office.open_task(case, "check")
    told = {one.person: one for one in await office.store.deliveries(case, task.task)}
    assert told["ben"].status == "waiting" and told["ben"].leaves > utc_now() + timedelta(minutes=90)
    await office.store.choose_notices("ben", Preferences(muted={"mail": ("task",)}))
    (case,) = await asked_for_checks(office, "N-5b")
    await news.round()
    task = await office.open_task(case, "check")
    told = {one.person: one for one in await office.store.deliveries(case, task.task)}
    assert told["ben"].status == "none"
    assert [address for address, _ in port.letters if address == "ben@example.com"] == []


async def test_a_channel_that_fails_is_tried_again_and_seen(office: Office) -> None:
    port = Pigeonhole()
    port.broken = PortError("the mail server cannot be reached")
    news = round_of(office, port)
    await news.round()
    (case,) = await asked_for_checks(office, "N-6")
    await news.round()
    failed = [one for one in await office.store.failing_news() if one.business_key == "N-6"]
    found = next(one.delivery for one in failed if one.delivery.person == "ben")
    assert found.status == "waiting" and "cannot be reached" in found.last_error
    assert found.leaves > utc_now()
    port.broken = None
    for one in failed:
        assert await office.store.tell_again(one.key)
    assert not await office.store.tell_again(failed[0].key + "x")
    await news.round()
    assert [one for one in await office.store.failing_news() if one.business_key == "N-6"] == []
    await office.open_task(case, "check")

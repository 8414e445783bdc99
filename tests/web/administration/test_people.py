"""People and administration in a browser: somebody found by initials, a stand-in looked at and set."""

import re

import pytest

from tests.web.conftest import PHONE, Visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_clerk_sets_a_stand_in_on_the_phone_after_seeing_what_moves(visit: Visiting) -> None:
    page = (await visit("yuan-fang", PHONE)).page
    await page.goto("/administration/stand-ins")
    await page.get_by_role("button", name="设定代理").click()
    await page.get_by_label("代理人", exact=True).fill("czy")
    await page.get_by_text("陈致远").click()
    await page.get_by_role("button", name="先看影响").click()
    await page.get_by_text("件待办中有").wait_for()
    await page.get_by_role("button", name=re.compile("^设 ?定$")).click()
    await page.get_by_role("table", name="代理").get_by_text("陈致远").wait_for()


async def test_a_clerk_finds_a_colleague_and_has_no_page_of_administrators(visit: Visiting) -> None:
    page = (await visit("cao-min")).page
    await page.goto("/administration/accounts")
    await page.get_by_role("searchbox").or_(page.get_by_label("姓名、拼音、首字母或部门")).first.fill("czy")
    await page.get_by_role("link", name="陈致远").click()
    await page.get_by_text("直属上级").wait_for()
    assert await page.get_by_role("link", name="账号").count() == 0

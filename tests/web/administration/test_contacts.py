"""Whom no channel reaches is seen by the administrator, who says where they are known."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from playwright.async_api import expect

from api.office import Office
from api.signing import identify
from server import PAGES, serving
from tests.web.conftest import Site
from tests.web.walk import Box

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reaching(site: Site) -> AsyncIterator[Site]:
    """An installation that sends by WeCom alone."""
    there = site.house.office
    office = Office(there.store, there.cases, there.files, there.settings, identify, ports={"wecom": Box()})
    async with serving(office, "127.0.0.1", 0, PAGES) as address:
        yield replace(site, address=address)


async def test_somebody_nobody_reaches_is_reached_once_their_id_is_entered(reaching: Site) -> None:
    seen = await reaching.at("yu-yang")
    page = seen.page
    await page.goto("/notices/unreachable")
    lines = page.locator(".unreachable")
    await expect(lines).not_to_have_count(0)
    count = await lines.count()
    await lines.first.get_by_role("link", name="登记联系方式").click()
    reached = page.get_by_role("region", name="通知渠道")
    await expect(reached.get_by_role("status")).to_contain_text("没有渠道")
    await reached.get_by_label("企业微信用户编号").fill("U0001")
    await reached.get_by_role("button", name="保存 企业微信").click()
    await expect(reached.get_by_role("status")).to_contain_text("通过企业微信通知")
    await page.goto("/notices/unreachable")
    await expect(lines).to_have_count(count - 1)
    await seen.close()


async def test_who_is_no_administrator_enters_nothing(reaching: Site) -> None:
    seen = await reaching.at("cao-min")
    await seen.page.goto("/administration/people/yuan-fang")
    await expect(seen.page.get_by_role("heading", name="袁芳")).to_be_visible()
    await expect(seen.page.get_by_text("通知渠道")).to_have_count(0)
    await seen.close()


async def test_one_sends_oneself_a_trial(reaching: Site) -> None:
    await reaching.house.store.put_contact("bai-yifan", "wecom", "U0002", "yu-yang")
    seen = await reaching.at("bai-yifan")
    await seen.page.goto("/notices/choice")
    await seen.page.get_by_role("button", name="试发一条").click()
    await expect(seen.page.get_by_text("已发出")).to_be_visible()
    await seen.close()

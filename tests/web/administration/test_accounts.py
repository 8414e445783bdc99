"""A newcomer is written into the organisation, gets an account and a first password, and is let in no more."""

import pytest
from playwright.async_api import Page, expect

from tests.web.conftest import Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
ADMINISTRATOR = "yu-yang"
PASSWORD = "long-enough-for-anybody"
NEWCOMER = """  he-xin:
    name: {zh: 何新, en: He Xin}
    posts: [{department: customer-service, post: customer-service, main: true}]
"""


async def write_below(page: Page, line: str, text: str) -> None:
    """Find a line of the YAML in its editor, and write below it."""
    await page.get_by_label("组织（YAML").click()
    await page.keyboard.press("Control+f")
    await page.get_by_role("textbox", name="查找").press_sequentially(rf"\n{line}\n")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.insert_text(text)


async def test_a_newcomer_comes_in_by_a_first_password_and_chooses_their_own(visit: Visiting) -> None:
    admin = (await visit(ADMINISTRATOR)).page
    await admin.goto("/administration/organisation")
    await write_below(admin, "people:", NEWCOMER)
    await admin.get_by_role("button", name="检查并查看影响").click()
    await expect(admin.get_by_role("alert")).to_contain_text("没有问题")
    await admin.get_by_role("button", name="应用").click()
    await expect(admin.get_by_role("button", name="检查并查看影响")).to_be_disabled()

    await admin.goto("/administration/accounts")
    await admin.get_by_role("button", name="新建账号").click()
    await admin.get_by_label("人员", exact=True).fill("何新")
    await admin.get_by_text("何新").last.click()
    await admin.get_by_role("button", name="新建", exact=True).click()
    first = str(await admin.get_by_role("status").locator("code").text_content())
    await admin.get_by_label("姓名或用户名").fill("li-xiaoyu")
    await admin.get_by_role("button", name="修改 李晓宇").click()
    await admin.get_by_role("dialog").get_by_role("button", name="保存").click()
    await expect(admin.get_by_role("dialog")).to_have_count(0)
    await expect(admin.get_by_role("status").locator("code")).to_have_text(first)  # shown once, until it is closed

    page = (await visit(None)).page
    await page.goto("/")
    await page.get_by_label("用户名").fill("he-xin")
    await page.get_by_label("密码", exact=True).fill(first)
    await page.get_by_role("button", name="登录", exact=True).click()
    await page.get_by_label("当前密码").fill(first)
    await page.get_by_label("新密码").fill(PASSWORD)
    await page.get_by_label("再输入一次").fill(PASSWORD)
    await page.get_by_role("button", name="保存并继续").click()
    await expect(page.get_by_role("heading", name="待办")).to_be_visible()

    await admin.reload()
    await admin.get_by_label("姓名或用户名").fill("he-xin")
    await admin.get_by_role("button", name="修改 何新").click()
    await admin.get_by_role("dialog").get_by_role("button", name="停用").click()
    await admin.get_by_role("tooltip").get_by_role("button", name="停用").click()
    await expect(admin.get_by_role("table", name="账号")).to_contain_text("已停用")
    await page.reload()
    await expect(page.get_by_label("用户名")).to_be_visible()


async def test_an_operator_becomes_an_auditor_too(visit: Visiting) -> None:
    admin = (await visit(ADMINISTRATOR, language="en")).page
    await admin.goto("/administration/accounts")
    await admin.get_by_label("Name or user name").fill("deng-hui")
    await admin.get_by_role("button", name="Change Deng Hui").click()
    await admin.get_by_role("checkbox", name="auditor").check()
    await admin.get_by_role("dialog").get_by_role("button", name="Save").click()
    await expect(admin.get_by_role("table", name="Accounts")).to_contain_text("auditor")

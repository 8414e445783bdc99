"""Filling in a form on a page, as a person does: by its labels, with the keyboard, choosing real files."""

from collections.abc import Mapping
from typing import Any

from playwright.async_api import Locator, Page, expect

PICKED = ("person", "department", "choice")
TYPED = ("date", "date_time", "time")


async def fill(page: Page, values: Mapping[str, Any], within: Locator | None = None) -> None:
    """Fill in fields by their paths. Of a choice what it is called; of a file where it lies; of a table its lines."""
    place = within or page.locator("body")
    for path, value in values.items():
        await _fill_one(page, place.locator(f'.field[data-path="{path}"]').first, value)


async def _fill_one(page: Page, field: Locator, value: Any) -> None:
    kind = next(one for one in (await field.get_attribute("class") or "").split() if one.startswith("is-"))[3:]
    if kind in ("file", "files"):
        await field.locator("input[type=file]").set_input_files(value)
        await expect(field.locator(".file-name")).to_have_count(1)
    elif kind == "object":
        await fill(page, value, field)
    elif kind == "table":
        await _fill_lines(field, value)
    elif await field.locator("input[type=radio]").count():
        await field.get_by_text(value, exact=True).click()
    elif kind in PICKED:
        await field.locator("input").fill(value)
        await page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=value).first.click()
    else:
        await field.locator("input, textarea").first.fill(value)
        if kind in TYPED:
            await page.keyboard.press("Enter")


async def _fill_lines(field: Locator, lines: list[dict[str, str]]) -> None:
    for at, line in enumerate(lines, 1):
        await field.locator(".table-acts button").click()
        for column, value in line.items():
            await field.locator(f'[data-path$="[{at}].{column}"] input').fill(value)

"""Pictures of every page in docs/screens, with the cases of a demonstration: `python -m tests.web.screens`."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.web.conftest import DESK, PHONE, SCREENS, Site, site_at

SETTLED = 1_200
PROCESS = "contract-review"


@dataclass(frozen=True)
class Picture:
    """Somebody at a page. `english`: kept in English too."""

    name: str
    person: str | None
    path: str
    english: bool = False


PICTURES = (
    Picture("sign-in", None, "/", english=True),
    Picture("inbox", "sun-lihua", "/inbox", english=True),
    Picture("inbox-empty", "liang-bo", "/inbox"),
    Picture("task", "wei-sihan", "/tasks/{review}", english=True),
    Picture("start", "long-fei", "/start"),
    Picture("start-form", "long-fei", f"/start/{PROCESS}/application", english=True),
    Picture("cases", "long-fei", "/cases"),
    Picture("case", "long-fei", "/cases/{case}", english=True),
    Picture("manager", "zhao-minghui", "/manager", english=True),
    Picture("definitions", "chu-zhengming", "/definitions"),
    Picture("definition", "chu-zhengming", f"/definitions/{PROCESS}", english=True),
    Picture("notices", "long-fei", "/notices"),
    Picture("me", "long-fei", "/me"),
    Picture("administration", "chen-zhiyuan", "/administration"),
)


async def main() -> None:
    """Take them all anew."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for old in SCREENS.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        async with site_at(Path(folder)) as site:
            places = await _places(site)
            for picture in PICTURES:
                await _take(site, picture, places)


async def _places(site: Site) -> dict[str, str]:
    """The living cases, and what stands in the addresses: a contract that planning has to look at."""
    house = site.house
    await house.come_to_life()
    for row in (await house.store.cases(process=PROCESS)).cases:
        detail = await house.store.case(row.case_id)
        for step in detail.open_steps if detail else ():
            if step.step == "planning_review" and step.tasks:
                return {"case": row.case_id, "review": f"{row.case_id}/{step.tasks[0].task}"}
    return {"case": row.case_id, "review": f"{row.case_id}/{await house.task_of(row.case_id)}"}


async def _take(site: Site, picture: Picture, places: dict[str, str]) -> None:
    for language, size in (("zh", DESK), ("zh", PHONE), ("en", DESK)):
        if language == "zh" or picture.english:
            visit = await site.at(picture.person, size, language)
            await visit.page.goto(picture.path.format(**places))
            await visit.page.wait_for_timeout(SETTLED)
            await visit.page.screenshot(path=SCREENS / f"{picture.name}-{language}-{size[0]}.png")
            await visit.context.close()


if __name__ == "__main__":
    asyncio.run(main())

"""Those who follow a case hear when others have moved it, and where it stands now; by the channels they have chosen."""

from functools import partial

from activities.notices import step_name
from activities.one_by_one import one_by_one
from engine.administering.access import reading_of
from engine.administering.followed import has_moved
from engine.calendars import Text
from engine.insight.retelling import stage_told
from engine.model.base import text_in
from store import Store
from store.company import Company
from store.following_cases import FollowedCase
from store.rows import HOLDING_KINDS
from store.views import CaseDetail

AT_A_TIME = 200


class Followers:
    """`round` tells of what has gone on since it was told last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def round(self) -> int:
        """Gives how many followed cases were looked at."""
        company = await self._store.company()
        if company is None:
            return 0
        found = await self._store.followed_gone_on(AT_A_TIME)
        return len(await one_by_one(partial(self._tell, company), found))

    async def _tell(self, company: Company, one: FollowedCase) -> None:
        await self._store.note_followed(one, await self._text(company, one))

    async def _text(self, company: Company, one: FollowedCase) -> Text | None:
        """What is to be told; nothing to who does not read the case, or has moved it alone."""
        concerned, detail = await self._store.concerned(one.case_id), await self._store.case(one.case_id)
        if concerned is None or detail is None or one.person not in company.directory.people:
            return None
        if reading_of(await self._store.standing(one.person), concerned) != "all":
            return None
        turns = await self._store.history(one.case_id, after=one.told)
        if not has_moved(((turn.stimulus.get("by"), turn.events) for turn in turns), one.person):
            return None
        return await self._where(company, detail)

    async def _where(self, company: Company, detail: CaseDetail) -> Text:
        plan = await self._store.plan(detail.case.plan)
        if detail.case.end is not None:
            name = step_name(plan, detail.case.end)
            return Text(f"已办结：{name['zh']}", f"it has ended: {name['en']}")
        zh, en = [], []
        for here in detail.open_steps:
            if here.row.step_kind in HOLDING_KINDS:
                continue
            name = step_name(plan, here.row.step)
            holders = [company.directory.name_of(task.holder) for task in here.tasks if task.holder]
            zh.append(name["zh"] + (f"（{'、'.join(one.zh for one in holders)}）" if holders else ""))
            en.append(name["en"] + (f" ({', '.join(one.en for one in holders)})" if holders else ""))
        stage = stage_told(detail.case.stage, plan)
        zh, en = zh or [text_in(stage, "zh")], en or [text_in(stage, "en")]
        return Text(f"现在：{'、'.join(zh)}", f"now: {', '.join(en)}")

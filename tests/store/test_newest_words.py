"""Running cases read the words of the newest version at once; what they do, and what they have recorded, stays."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hand_made import START, Clock, HandMadeCase

from activities.notices import Wording
from engine.insight.retelling import stage_told
from engine.model.batch_plan import batch_plan
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.runtime import events as e
from engine.runtime.events import NoticeAddressed
from store import Store

WORDS = {"process": "请假", "field": "天数", "help": "", "step": "审批", "stage": "待批", "text": "已准 {days} 天"}


def leave(due: str = "2 working days", more: str = "", **words: str) -> Plan:
    """A version of a process in these words."""
    said = WORDS | words
    return Plan(ProcessDefinition.model_validate({
        "process": "leave", "name": said["process"], "department": "hr", "business_key": "leave_no",
        "data": {
            "leave_no": {"type": "text"},
            "days": {"type": "number", "name": said["field"], **({"help": said["help"]} if said["help"] else {})},
        },
        "start": {"application": {"by": {"role": "clerk"}}},
        "steps": [
            {"user_task": more or "check", "name": said["step"], "stage": said["stage"], "due": due,
             "assign": {"role": "clerk"}, "batch": {"at_count": 5, "name": said["step"]}},
            {"notify": "tell", "to": [{"role": "clerk"}], "text": said["text"]},
            {"end": "granted"},
        ],
    }))  # fmt: skip


async def deployed(store: Store, plan: Plan) -> str:
    return (await store.deploy(plan, "", "leave.yaml")).digest


async def read(store: Store, digest: str) -> Any:
    found = await store.plan(digest)
    assert found is not None and (await store.plans_of([digest])) == {digest: found}
    return found


async def test_a_case_of_the_first_version_reads_all_the_words_of_the_last(store: Store) -> None:
    first = await deployed(store, leave())
    await deployed(store, leave(step="领导审批"))
    await deployed(store, leave(process="休假", field="休假天数", help="半天计 0.5", step="主管审批", stage="主管在看"))
    told = await read(store, first)
    step = told.steps["check"]
    assert (step.name, step.stage) == ("主管审批", "主管在看")
    field = told.definition.data["days"]
    assert (told.definition.name, field.name, field.help) == ("休假", "休假天数", "半天计 0.5")


async def test_behaviour_that_is_published_with_them_is_not_for_running_cases(store: Store) -> None:
    first = await deployed(store, leave())
    await deployed(store, leave(due="9 working days", step="主管审批"))
    told = await read(store, first)
    assert (told.steps["check"].name, told.steps["check"].due) == ("主管审批", "2 working days")
    assert told.digest == first == told.as_written.digest and told.to_bytes() == leave().to_bytes()


async def test_words_whose_place_is_gone_are_those_of_the_case(store: Store) -> None:
    first = await deployed(store, leave())
    await deployed(store, leave(more="confirm", step="确认", process="休假"))
    told = await read(store, first)
    assert (told.definition.name, told.steps["check"].name, told.steps["check"].stage) == ("休假", "审批", "待批")


async def test_a_way_back_brings_the_old_words_back(store: Store) -> None:
    first, second = await deployed(store, leave()), await deployed(store, leave(step="主管审批"))
    assert (await read(store, first)).steps["check"].name == "主管审批"
    await deployed(store, leave())
    assert (await read(store, first)).steps["check"].name == (await read(store, second)).steps["check"].name == "审批"


async def test_a_plan_nobody_has_deployed_keeps_its_words(store: Store) -> None:
    await store.keep_plan(leave())
    assert (await read(store, leave().digest)).steps["check"].name == "审批"


async def test_a_list_of_a_batch_step_is_called_as_its_step_is_now(store: Store) -> None:
    of_list = batch_plan(leave(), "check")
    await store.keep_plan(of_list)
    await deployed(store, leave())
    await deployed(store, leave(step="集中审批"))
    told = await read(store, of_list.digest)
    assert (told.definition.name, told.steps["check"].name) == ("集中审批", "集中审批")
    await deployed(store, leave(more="confirm"))
    assert (await read(store, of_list.digest)).definition.name == "审批"


async def test_a_notice_is_told_in_the_words_that_were_in_force_when_it_was_addressed(
    store: Store, clock: Clock
) -> None:
    first = await deployed(store, leave())
    clock.advance(days=1)
    await deployed(store, leave(text="您的 {days} 天假已批准"))
    clock.advance(days=1)
    await deployed(store, leave(text="您的 {days} 天假已批准", due="9 working days"))  # the words are those of before
    told, wording = await read(store, first), Wording(ZoneInfo("Asia/Shanghai"))

    def said(at: datetime) -> str:
        notice = NoticeAddressed("tell", ("max",), "已准 3 天", at)
        return wording.notice(notice, None, told)[1]["zh"].splitlines()[0]

    assert said(START + timedelta(hours=1)) == "已准 3 天"
    assert said(START + timedelta(days=1, hours=1)) == "您的 3 天假已批准"


async def test_what_is_recorded_stays_and_is_shown_by_its_new_name(store: Store) -> None:
    first = await deployed(store, leave())
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.turn(e.StageReached("待批")))
    before = await store.history("c1")
    await deployed(store, leave(stage="主管在看"))
    detail = await store.case("c1")
    assert detail is not None and detail.case.stage == "待批" and await store.history("c1") == before
    assert stage_told(detail.case.stage, await read(store, first)) == {"": "主管在看"}


async def test_cases_are_found_by_the_new_name_of_their_stage_and_by_the_one_they_recorded(store: Store) -> None:
    first = await deployed(store, leave())
    case = HandMadeCase("c1", plan=first)
    await store.commit_turn(case.started())
    await store.commit_turn(case.turn(e.StageReached("待批")))
    await deployed(store, leave(stage="主管在看"))
    for label, found in (("主管在看", 1), ("待批", 1), ("在看", 0)):
        assert len((await store.cases(stage=label)).cases) == found
        assert len((await store.cases(stage=label, process="leave")).cases) == found

"""Bad commands: refused with a code, a sentence and what to do; and the case's history has not grown by one event."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from own_installation import CommandLine, Running
from temporalio.client import Client

PROCESS = """\
process: trip-request
name: {zh: 出差申请, en: Trip}
department: warehouse
business_key: ref
data:
  ref: {type: text, name: {zh: 单号, en: Number}}
  from_day: {type: date, name: {zh: 出发, en: From}}
  nights: {type: integer, name: {zh: 晚数, en: Nights}, minimum: 0}
  remark: {type: long_text, name: {zh: 备注, en: Remark}}
messages:
  train-full: {name: {zh: 车票售罄, en: The train is full}, key: ref}
start:
  ask: {by: {role: employee}, form: {require: [ref], edit: [from_day, remark]}}
steps:
  - {user_task: plan, assign: {person: initiator}, when_initiator: allow}
  - user_task: approve
    name: {zh: 审批, en: Approve}
    assign: {role: warehouse-keeper}
    form: {require: [from_day, nights], edit: [remark]}
    outcomes: {agree: {}, refuse: {comment: required, next: refused}}
    return: {to: [start]}
    events: {full: {message: train-full, next: refused}}
  - end: agreed
  - end: refused
events:
  withdraw: {name: {zh: 撤回, en: Withdraw}, by: {person: initiator}, next: refused}
"""
CLERK, KEEPER, OTHER = "cao-min", "wang-gang", "tian-li"
KEY = "BAD-1"
TASK = f"{KEY}/approve"
FILLED = ("--with", "from_day=2026-03-02", "--with", "nights=1")


@pytest.fixture(scope="module")
def trip(banjie: CommandLine) -> str:
    """A trip that stands at `approve`, claimed by the keeper; `plan` is done. In its folder a file of 300 KB."""
    folder = Path(banjie.folder)
    (folder / "definitions/trip-request.yaml").write_text(PROCESS)
    (folder / "large.json").write_text(json.dumps({"from_day": "2026-03-02", "nights": 1, "remark": "x" * 300_000}))
    banjie.data("deploy", "trip-request")
    banjie.data("start", "trip-request", "--with", f"ref={KEY}", by=CLERK)
    banjie.data("complete", f"{KEY}/plan", by=CLERK)
    banjie.data("claim", TASK, by=KEEPER)
    return KEY


def events(running: Running, key: str) -> int:
    """How many events the history of the trip has on the server."""

    async def count() -> int:
        noted = json.loads((running.var / "installation.json").read_text())
        client = await Client.connect(noted["temporal"], namespace=noted["namespace"])
        return len((await client.get_workflow_handle(f"trip-request:{key}").fetch_history()).events)

    return asyncio.run(count())


BAD: dict[str, tuple[tuple[str, ...], str, str]] = {
    "an unknown case": (("complete", "BAD-11/approve"), KEEPER, "unknown-case"),
    "an unknown task": (("complete", f"{KEY}/aprove"), KEEPER, "unknown-task"),
    "a task done already": (("complete", f"{KEY}/plan"), CLERK, "task-not-open"),
    "somebody else's task": (("complete", TASK, "agree", *FILLED), OTHER, "not-yours"),
    "a task somebody has": (("claim", TASK), OTHER, "already-claimed"),
    "to put back what another has": (("release", TASK), OTHER, "not-yours"),
    "a wrong outcome": (("complete", TASK, "perhaps", *FILLED), KEEPER, "unknown-outcome"),
    "no outcome": (("complete", TASK, *FILLED), KEEPER, "outcome-missing"),
    "no comment": (("complete", TASK, "refuse", *FILLED), KEEPER, "comment-missing"),
    "a missing field": (("complete", TASK, "agree", "--with", "nights=1"), KEEPER, "field-missing"),
    "a wrong type": (("complete", TASK, "agree", *FILLED, "--with", "nights=many"), KEEPER, "wrong-type"),
    "too small a number": (("complete", TASK, "agree", *FILLED, "--with", "nights=-1"), KEEPER, "wrong-type"),
    "a day there is not": (("complete", TASK, "agree", *FILLED, "--with", "from_day=2026-02-30"), KEEPER, "wrong-type"),
    "a day in words": (("complete", TASK, "agree", *FILLED, "--with", "from_day=tomorrow"), KEEPER, "wrong-type"),
    "a field of no form": (("complete", TASK, "agree", *FILLED, "--with", "ref=2"), KEEPER, "field-not-editable"),
    "300 KB": (("complete", TASK, "agree", "--data", "large.json"), KEEPER, "too-large"),
    "300 KB of data to set": (("set", KEY, "--data", "large.json", "--reason", "x"), KEEPER, "too-large"),
    "an unknown person": (("claim", TASK), "wang-gnag", "unknown-person"),
    "an unknown receiver": (("transfer", TASK, "wang-gnag", "-c", "away"), KEEPER, "unknown-person"),
    "a return that is not allowed": (("return", TASK, "plan", "-c", "again"), KEEPER, "cannot-return-there"),
    "a step that is not open": (("skip", KEY, "plan", "--reason", "no"), KEEPER, "step-not-open"),
    "a step there is not": (("move", KEY, "nowhere", "--reason", "no"), KEEPER, "unknown-step"),
    "no reason": (("cancel", KEY, "--reason", " "), KEEPER, "reason-missing"),
    "an unknown field": (("set", KEY, "--with", "nigths=1", "--reason", "x"), KEEPER, "wrong-type"),
    "nothing parked": (("retry", KEY), KEEPER, "no-incident"),
    "a button there is not": (("press", KEY, "explode"), CLERK, "unknown-event"),
    "a message nobody hears": (("send", "train-full", "BAD-2"), CLERK, "nobody-waits"),
    "a message there is not": (("send", "train-ful", KEY), CLERK, "unknown-message"),
    "an unknown process": (("start", "trip-reqest"), CLERK, "unknown-process"),
    "an unknown start": (("start", "trip-request", "--start", "nope", "--with", "ref=B"), CLERK, "unknown-start"),
    "a start without its field": (("start", "trip-request"), CLERK, "field-missing"),
    "a start on no day": (("start", "trip-request", "--with", "ref=B", "--with", "from_day=soon"), CLERK, "wrong-type"),
    "a key that is taken": (("start", "trip-request", "--with", f"ref={KEY}"), CLERK, "key-taken"),
}


@pytest.mark.parametrize("bad", BAD)
def test_refuses_with_a_code_a_sentence_and_what_to_do(
    bad: str, banjie: CommandLine, running: Running, trip: str
) -> None:
    arguments, by, code = BAD[bad]
    before = events(running, trip)
    refusal = banjie.refused(*arguments, by=by)
    assert refusal["code"] == code
    assert "Expected " in refusal["message"] and ("but" in refusal["message"] or "one of" in refusal["message"])
    assert refusal["hint"], "what to do"
    assert not re.search("Traceback|Error|[a-z]+\\.py", refusal["message"])

    told = banjie.here(*arguments, by=by)
    assert (told.code, told.out) == (1, "")
    assert f"({code})" in told.err.splitlines()[0]
    chinese = banjie.here(*arguments, "--lang", "zh", by=by).err
    assert re.match("[\u4e00-\u9fff]", chinese), chinese
    assert events(running, trip) == before


def test_a_button_that_is_others_is_refused_and_changes_nothing(banjie: CommandLine, trip: str) -> None:
    # Who may press is looked up when the turn is written: the history has the question and the refusal.
    before = banjie.data("show", trip)
    refusal = banjie.refused("press", trip, "withdraw", by=KEEPER)
    assert refusal["code"] == "not-allowed" and refusal["hint"]
    assert banjie.data("show", trip) == before


def test_names_what_was_meant(banjie: CommandLine, trip: str) -> None:
    assert f"`{KEY}`" in banjie.refused("show", "BAD-11")["hint"]
    assert "`approve`" in banjie.refused("complete", f"{KEY}/aprove", by=KEEPER)["hint"]
    assert "`wang-gang`" in banjie.refused("claim", TASK, by="wang-gnag")["hint"]
    assert "`train-full`" in banjie.refused("send", "train-ful", KEY)["hint"]
    assert "`trip-request`" in banjie.refused("start", "trip-reqest", by=CLERK)["hint"]


def test_names_the_fields_that_are_missing_or_wrong(banjie: CommandLine, trip: str) -> None:
    missing = banjie.refused("complete", TASK, "agree", by=KEEPER)
    assert list(missing["fields"]) == ["from_day", "nights"]
    wrong = banjie.refused("complete", TASK, "agree", *FILLED, "--with", "nights=many", by=KEEPER)
    assert [(error["path"], error["code"]) for error in wrong["errors"]] == [("nights", "wrong-type")]
    assert list(wrong["fields"]) == ["nights"] and wrong["errors"][0]["expected"] == {"type": "number"}
    chinese = banjie("complete", TASK, "agree", *FILLED, "--with", "nights=many", "--lang", "zh", by=KEEPER).err
    assert "应为数字，实为“many”" in chinese and "Expected" not in chinese


def test_says_who_did_a_task_that_is_done_already(banjie: CommandLine, trip: str) -> None:
    ended = banjie("complete", f"{trip}/plan", by=CLERK)
    assert ended.code == 1 and "cao-min" in ended.err


def test_a_start_that_was_refused_began_nothing(banjie: CommandLine, trip: str) -> None:
    (Path(banjie.folder) / "start.json").write_text(json.dumps({"ref": "LARGE-1", "remark": "x" * 300_000}))
    assert banjie.refused("start", "trip-request", "--data", "start.json", by=CLERK)["code"] == "too-large"
    assert banjie.refused("show", "LARGE-1")["code"] == "unknown-case"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["lst"], 2, "`list`"),
        (["complete"], 2, "TASK"),
        (["complete", "X/y", "--wiht", "a=b"], 2, "--with"),
        (["complete", "X/y", "--with", "a", "--as", CLERK], 2, "FIELD=VALUE"),
        (["complete", "X/y", "--data", "none.json", "--as", CLERK], 2, "none.json"),
        (["claim", "X/y"], 2, "--as"),
        (["cancel", "X", "--as", CLERK], 2, "--reason"),
        (["validate", "nothing"], 2, "order-lifecycle"),
    ],
)
def test_commands_typed_wrongly_end_with_two_and_a_hint(
    arguments: list[str], code: int, says: str, banjie: CommandLine
) -> None:
    ended = banjie.here(*arguments)
    assert ended.code == code
    assert says in ended.err and "Traceback" not in ended.err


def test_where_nothing_runs_commands_end_with_three_and_say_how_to_start(banjie: CommandLine, tmp_path: Path) -> None:
    ended = banjie("list", "--var", str(tmp_path))
    assert ended.code == 3 and "make up" in ended.err

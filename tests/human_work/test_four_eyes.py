"""Whoever may not decide a step decides it by no way, whatever was done with the task before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

import office
import pytest
from kit import Case, given

from engine.runtime import Rejected, apply, sides
from engine.runtime import commands as c
from proving.four_eyes.exploring import explore
from proving.four_eyes.flows import flows

STEPS = """
data:
  note: {{type: text}}
  other: {{type: text}}
steps:
  - user_task: make
    assign: {{role: clerk}}
  - user_task: check
    assign: {{role: clerk{exclude}}}
    due: 1 working day
    escalation: {{remind: none, lapse: none, raise: none, hand: {{at: due, {rung}}}}}
    form: {{edit: [note]}}
    supplement: {{fields: [note]}}
    outcomes: {{{yes}: {{}}, refuse: {{}}}}
  - user_task: file
    assign: {{role: finance}}
"""
RUNGS = {"reassign": "reassign: {person: '\"ann\"'}", "add": "add: [{person: '\"ann\"'}]"}


@dataclass(frozen=True)
class Ban:
    """Why ann may not decide `check`: what its rule says, who has started the case, who has made what is checked."""

    exclude: str = ""
    outcome: str = "pass"
    starter: str = "ini"
    maker: str = "cat"


BANS = {
    "excluded by name": Ban(", exclude: [{person: '\"ann\"'}]"),
    "has made it": Ban(", exclude: [{person: steps.make.by}]", maker="ann"),
    "excluded by role": Ban(", exclude: [{role: night}]"),
    "started it": Ban(outcome="agree", starter="ann"),
}


def case_of(ban: Ban, rung: str = "reassign") -> Case:
    case = given(STEPS.format(exclude=ban.exclude, yes=ban.outcome, rung=RUNGS[rung]), by=ban.starter)
    case.office.people(ann={"roles": ["clerk", "night"]})
    case.complete("make", by=ban.maker)
    return case


# -- what was done with the task before: gives who has it then ---------------------------------------------------------


def offered(case: Case) -> str:
    return "bob"


def claimed(case: Case) -> str:
    case.claim("check", "bob")
    return "bob"


def transferred(case: Case) -> str:
    case.transfer("check", "bob", "fay")
    return "fay"


def lent(case: Case) -> str:
    case.claim("check", "bob")
    case.command(c.Delegate(case.task("check").id, "fay", "have a look"), "bob")
    return "bob"


def stood_in_for(case: Case) -> str:
    case.office.stand_in("meg", "bob", open_tasks="true")
    return "bob"


def held(case: Case) -> str:
    case.claim("check", "bob")
    later = case.office.now.astimezone(UTC) + timedelta(hours=8)
    case.command(c.Hold(case.task("check").id, later, "waiting"), "bob")
    return "bob"


def signed_beside(case: Case) -> str:
    case.claim("check", "bob")
    case.command(c.AddSigner(case.task("check").id, ("fay",), how="beside", comment="sign too"), "bob")
    return "bob"


BEFORE: list[Callable[[Case], str]] = [offered, claimed, transferred, lent, stood_in_for, held, signed_beside]


# -- the ways by which ann might come to decide it ---------------------------------------------------------------------


def decide(case: Case, by: str, **how: str | None) -> None:
    task = _task(case)
    outcome = next(iter(case.plan.steps["check"].outcomes))  # type: ignore[union-attr]
    case.command(c.Complete(task.id, outcome), by, on_behalf_of=how.get("on_behalf_of"))


def _task(case: Case):  # type: ignore[no-untyped-def]
    return next(one for one in case.known.tasks.values() if one.step == "check" and one.side is None)


def by_herself(case: Case, holder: str) -> None:
    decide(case, "ann")


def by_claiming(case: Case, holder: str) -> None:
    case.command(c.Claim(_task(case).id), "ann")


def for_another(case: Case, holder: str) -> None:
    decide(case, "ann", on_behalf_of=holder)


def by_transfer(case: Case, holder: str) -> None:
    case.command(c.Transfer(_task(case).id, "ann", "please"), holder)


def by_delegation(case: Case, holder: str) -> None:
    case.command(c.Delegate(_task(case).id, "ann", "please"), holder)


def as_signer(how: str) -> Callable[[Case, str], None]:
    def add(case: Case, holder: str) -> None:
        outcome = next(iter(case.plan.steps["check"].outcomes)) if how == "after" else None  # type: ignore[union-attr]
        case.command(c.AddSigner(_task(case).id, ("ann",), how, outcome=outcome), holder)  # type: ignore[arg-type]

    add.__name__ = f"as_signer_{how}"
    return add


def as_stand_in(case: Case, holder: str) -> None:
    case.office.stand_in("ann", holder, open_tasks="true")
    decide(case, "ann")


def as_only_stand_in(case: Case, holder: str) -> None:
    case.office.stand_in("ann", holder, open_tasks="true", only="true")
    decide(case, "ann", on_behalf_of=holder)


def after_a_rung(case: Case, holder: str) -> None:
    case.office.until("2026-03-03 12:00")
    decide(case, "ann")


def through_who_stands_in_for_her(case: Case, holder: str) -> None:
    case.office.stand_in("nat", "ann", open_tasks="true")
    decide(case, "nat", on_behalf_of="ann")


WAYS = [
    by_herself, by_claiming, for_another, by_transfer, by_delegation, as_signer("before"), as_signer("after"),
    as_signer("beside"), as_stand_in, as_only_stand_in, through_who_stands_in_for_her, after_a_rung,
]  # fmt: skip


def code_of(way: Callable[[Case, str], None], ban: str, before: Callable[[Case], str]) -> str:
    """By which code it is refused: what is wrong with the task itself is said first."""
    unclaimed = before in (offered, stood_in_for)
    match way.__name__:
        case "by_transfer":
            return "excluded"
        case "by_delegation":
            return "not-claimed" if unclaimed else "already-lent" if before is lent else "excluded"
        case "by_claiming":
            return "not-yours" if unclaimed else "already-claimed"
        case "as_signer_before" | "as_signer_after" | "as_signer_beside":
            return "signer-is-starter" if ban == "started it" else "excluded"
        case _:
            return "not-yours"


@pytest.mark.parametrize("ban", BANS)
@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_the_excluded_person_decides_by_no_way(
    way: Callable[[Case, str], None], ban: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "check_turn", apply)  # the turns of all this are checked elsewhere
    monkeypatch.setattr(office, "check_state", lambda *state: None)
    for before in BEFORE:
        for rung in RUNGS if way is after_a_rung else ("reassign",):
            case = case_of(BANS[ban], rung)
            holder = before(case)
            with pytest.raises(Rejected) as refused:
                way(case, holder)
            assert refused.value.code == code_of(way, ban, before), f"after {before.__name__}, {rung}"
            assert case.ended is None and not case.known.last["check"].done


FLOWS = {(flow.ban, flow.shape): flow for flow in flows()}


@pytest.mark.parametrize(("ban", "shape"), [one for one in FLOWS if one[1] != "one of two"])
def test_no_act_that_brings_the_task_into_other_hands_lets_them_decide(ban: str, shape: str) -> None:
    """All chains of three are `python -m proving four-eyes`."""
    found = explore(FLOWS[ban, shape], chain=1)
    assert found.wrong == [], "\n".join(map(str, found.wrong))
    assert found.places > 20 and found.refused["excluded"] > 20


@pytest.mark.parametrize(
    ("ban", "shape"), [("by role", "all vote"), ("has made it", "all vote"), ("by a field", "one decides")]
)
def test_nor_do_some_chains_of_three(ban: str, shape: str) -> None:
    found = explore(FLOWS[ban, shape], chain=3, most=6)
    assert found.wrong == [], "\n".join(map(str, found.wrong))
    assert set(found.cut) == {"of 1", "of 2", "of 3"} and found.refused["excluded"] > 10


def test_a_broken_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "excluded", lambda turn, task: ())
    found = explore(FLOWS["by name", "one decides"], chain=1)
    assert "ann decides" in {one.what for one in found.wrong}


def test_nobody_decides_in_the_name_of_somebody_they_do_not_stand_in_for() -> None:
    case = case_of(BANS["excluded by name"])
    for name, code in {"ann": "not-yours", "cat": "not-yours"}.items():
        with case.refuses(code):
            decide(case, "bob", on_behalf_of=name)
    case.office.stand_in("bob", "cat", open_tasks="true")
    decide(case, "bob", on_behalf_of="cat")
    assert case.open == ["file"]


def test_nobody_decides_for_whom_the_step_has_come_to_leave_out() -> None:
    case = given(STEPS.format(exclude=BANS["excluded by role"].exclude, yes="pass", rung=RUNGS["add"]))
    case.office.stand_in("fay", "bob")
    case.complete("make", by="cat")
    assert _task(case).for_whom == {"fay": "bob"}
    case.office.people(bob={"roles": ["clerk", "night"]})
    for name in (None, "bob"):
        with case.refuses("excluded"):
            decide(case, "fay", on_behalf_of=name)


@pytest.mark.parametrize("ban", BANS)
def test_an_operator_who_is_left_out_lets_the_step_pass_by_no_override(ban: str) -> None:
    case = case_of(BANS[ban])
    here, outcome = case.step("check").id, BANS[ban].outcome
    for command in (c.Skip(here, "urgent", outcome), c.Skip(here, "urgent"), c.Move("file", "urgent")):
        with case.refuses("excluded"):
            case.command(command, "ann")
    case.command(c.Move("make", "once more"), "ann")
    case.complete("make", by=BANS[ban].maker)
    case.skip("check", outcome)
    assert case.open == ["file"]


def test_an_operator_frees_nobody_from_what_leaves_themselves_out() -> None:
    case = case_of(Ban(", exclude: [{person: note}]"))
    case.correct(note="ann")
    with case.refuses("excluded"):
        case.command(c.Correct({"note": "bob"}, "written wrongly"), "ann")
    case.command(c.Correct({"other": "bob"}, "written wrongly"), "ann")
    case.correct(note="bob")
    decide(case, "ann")
    assert case.open == ["file"]


def test_what_a_signer_was_asked_for_a_seat_that_is_gone_is_over() -> None:
    case = given(
        """
        steps:
          - user_task: check
            assign: {role: clerk, each: true, exclude: [{person: '"ann"'}]}
            vote: {agree: all, refuse: any}
            outcomes: {agree: {}, refuse: {}}
        """
    )
    case.command(c.AddSigner(case.task("check").id, ("fay",), comment="look"), "bob")
    case.command(c.HandOver("bob", "ann", "h-1", "gone"), "op")
    assert [task.holder for task in case.known.tasks.values()] == ["cat"]
    case.complete("check", "agree", by="cat")
    assert case.ended is not None


def test_who_is_left_out_of_a_role_after_the_offer_decides_no_more() -> None:
    case = case_of(BANS["excluded by role"])
    case.office.people(bob={"roles": ["clerk", "night"]})
    with pytest.raises(Rejected) as refused:
        decide(case, "bob")
    assert refused.value.code == "excluded"


@pytest.mark.parametrize("ban", BANS)
@pytest.mark.parametrize("asked", [c.Ask, c.Supplement])
def test_who_is_only_asked_answers_and_decides_nothing(asked: type, ban: str) -> None:
    case = case_of(BANS[ban])
    task = _task(case).id
    if asked is c.Ask:
        case.command(c.Ask(task, ("ann",), "is it right?"), "bob")
    elif "ann" in (BANS[ban].maker, BANS[ban].starter):
        case.command(c.Supplement(task, ("note",), "say more", "ann"), "bob")
    else:
        with pytest.raises(Rejected) as refused:
            case.command(c.Supplement(task, ("note",), "say more", "ann"), "bob")
        assert refused.value.code == "never-acted"
        return
    side = next(one for one in case.known.tasks.values() if one.side is not None)
    with pytest.raises(Rejected) as refused:
        case.command(c.Transfer(side.id, "fay", "please"), "nat")
    assert refused.value.code == "not-yours"
    data = {"note": "so"} if asked is c.Supplement else {}
    case.command(c.Complete(side.id, None, data, "yes"), "ann")
    assert _task(case).holder == "bob" and not case.known.last["check"].done


def test_who_made_it_for_another_and_that_other_are_both_left_out() -> None:
    case = given(STEPS.format(exclude=BANS["has made it"].exclude, yes="pass", rung=RUNGS["add"]), by="ini")
    case.office.stand_in("cat", "bob", open_tasks="true")
    case.complete("make", by="cat", on_behalf_of="bob")
    assert _task(case).offered == ("ann",)
    for person in ("bob", "cat"):
        with pytest.raises(Rejected) as refused:
            case.command(c.Transfer(_task(case).id, person, "please"), "ann")
        assert refused.value.code == "excluded"

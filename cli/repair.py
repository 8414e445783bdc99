"""Commands of an operator: `incidents`, `retry`, `skip`, `move`, `set`, `cancel`. Each is recorded with its reason."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused, WrongUse
from cli.letters import Letter, draw_failing, failing
from cli.lookup import case_of
from cli.near import near
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, AsReader, Case, Data, InLang, Reason, Var, With
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.starts import Unattended, draw_refused, draw_wrong, unattended
from cli.values import handed_in

if TYPE_CHECKING:
    from cli.desk import Desk, Done
    from engine.runtime.commands import Command
    from store.views import CaseDetail, OpenStep

Step = Annotated[str, typer.Argument(metavar="STEP", help="The id of an open step.")]


def incidents(
    process: Annotated[str | None, typer.Option("--process", "-p")] = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="Those that were settled as well.")] = False,
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List what waits for an operator: parked steps, refused starts, instants of schedules, what fails to leave."""

    from store.reading import Reader

    reader = Reader(person)

    async def work(desk: "Desk") -> _Wrong:
        rows = await desk.store.incidents(process=process, resolved=resolved, limit=1000, reader=reader)
        details = {row.case_id: await desk.store.case(row.case_id) for row in rows}
        parked = [(_key(details[row.case_id], row.case_id), row) for row in rows]
        starts = (await unattended(desk.store, reader)).only(process)
        return _Wrong(parked, starts, await failing(desk.store, process, reader))

    screen = Screen(lang, as_json)
    found = at_the_desk(var, work)
    if as_json:
        screen.data(found.to_wire())
    else:
        found.draw(screen)


@dataclass(frozen=True)
class _Wrong:
    """What waits for an operator: parked steps with the keys of their cases, starts, letters."""

    parked: list[tuple[str, Any]]
    starts: Unattended
    letters: list[Letter]

    def to_wire(self) -> dict[str, Any]:
        return {
            "incidents": [{"business_key": key, **asdict(row)} for key, row in self.parked],
            **self.starts.to_wire(),
            "failing": [one.to_wire() for one in self.letters],
        }

    def draw(self, screen: Screen) -> None:
        if not (self.parked or self.starts.refused or self.starts.wrong or self.letters):
            screen.line("No incident.", "没有异常。", style="green")
        if self.parked:
            screen.table(_INCIDENTS, [_parked(key, row, screen) for key, row in self.parked])
            screen.line("Mend the cause, then `starter.py retry CASE --reason …`; else `skip`, `move` or `set`.",
                        "排除原因后 `starter.py retry 流程 --reason …`；或用 `skip`、`move`、`set`。")  # fmt: skip
        if self.starts.wrong:
            draw_wrong(self.starts, screen)
        if self.starts.refused:
            draw_refused(self.starts.refused, screen)
        if self.letters:
            draw_failing(self.letters, screen)


_INCIDENTS = (
    ("case", "流程"), ("step", "步骤"), ("code", "代码"), ("what is wrong", "原因"), ("since", "自"),
    ("settled", "处理"),
)  # fmt: skip


def _parked(key: str, row: Any, screen: Screen) -> tuple[Any, ...]:
    settled = " ".join(one for one in (row.how, row.by) if one)
    return key, row.step, row.code, row.text, screen.clock.minute(row.since), settled


def _key(detail: "CaseDetail | None", case_id: str) -> str:
    return detail.case.business_key if detail else case_id


def retry(
    case: Case,
    step: Annotated[str | None, typer.Argument(metavar="[STEP]", help="The parked step, if several are.")] = None,
    reason: Reason = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Try a parked step again."""
    from engine.runtime.commands import Retry

    def command(detail: "CaseDetail") -> "Command":
        parked = [one for one in detail.incidents if step in (None, one.step, one.incident)]
        if not parked:
            raise Refused("no-incident", f"Expected a parked step of {detail.case.business_key}, but there is none.")
        if len(parked) > 1:
            raise WrongUse("which-step", "Expected one parked step, but there are several.",
                           hint=f"One of {', '.join(one.step for one in parked)}.")  # fmt: skip
        return Retry(incident=parked[0].incident, reason=reason)

    _operate(case, command, person, Screen(lang, as_json), var)


def skip(
    case: Case,
    step: Step,
    reason: Reason,
    outcome: Annotated[str | None, typer.Argument(metavar="[OUTCOME]")] = None,
    values: With = None,
    data: Data = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let an open step end, with an outcome where it has some, without its work being done."""
    from engine.runtime.commands import Skip

    form = handed_in(values, data)

    def command(detail: "CaseDetail") -> "Command":
        return Skip(instance=_open(detail, step).row.instance, reason=reason, outcome=outcome, data=form)

    _operate(case, command, person, Screen(lang, as_json), var)


def move(
    case: Case,
    to: Annotated[str, typer.Argument(metavar="STEP", help="Where its list of steps shall stand.")],
    reason: Reason,
    from_step: Annotated[
        str | None, typer.Option("--from", metavar="STEP", help="An open step of the list to move; else the outermost.")
    ] = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let the case stand at another step."""
    from engine.runtime.commands import Move

    def command(detail: "CaseDetail") -> "Command":
        return Move(to=to, reason=reason, list=_open(detail, from_step).row.list if from_step else None)

    _operate(case, command, person, Screen(lang, as_json), var)


def set_data(
    case: Case,
    reason: Reason,
    values: With = None,
    data: Data = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Correct data of a case."""
    from engine.runtime.commands import Correct

    form = handed_in(values, data)
    if not form:
        raise WrongUse("nothing-to-set", "Expected a field to set, but there is neither --with nor --data.")
    _operate(case, lambda detail: Correct(data=form, reason=reason), person, Screen(lang, as_json), var)


def cancel(
    case: Case,
    reason: Reason,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """End a case, whatever its definition says."""
    from engine.runtime.commands import CancelCase

    _operate(case, lambda detail: CancelCase(reason=reason), person, Screen(lang, as_json), var)


def _open(detail: "CaseDetail", step: str) -> "OpenStep":
    for one in detail.open_steps:
        if step in (one.row.step, one.row.instance):
            return one
    here = [one.row.step for one in detail.open_steps]
    key = detail.case.business_key
    raise Refused(
        "step-not-open", f"Expected an open step of {key}, but {step} is not open.",
        hint=near(step, here) or f"Open are {', '.join(here) or 'none'}.",
    )  # fmt: skip


def _operate(
    case: str, command: "Callable[[CaseDetail], Command]", person: str | None, screen: Screen, var: Path
) -> None:
    """An operator's act on a case, and what has become of it."""
    who = acting(person)

    async def work(desk: "Desk") -> "Done":
        detail = await case_of(desk.store, case)
        return await desk.obey(detail, command(detail), await desk.person(who))

    at_the_desk(var, work).tell(screen)

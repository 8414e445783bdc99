"""Commands about starts that nobody stands at: `starts`, `starts retry`, `starts drop`."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, AsReader, InLang, Reason, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store import PastInstant, RefusedStart, Schedule, ScheduleView, Store
    from store.reading import Reader

starts = typer.Typer(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})

RefusedId = Annotated[
    str, typer.Argument(metavar="ID", help="A refused start, as `starts` lists it; its first characters are enough.")
]
MOST = 1000
LOOKED_BACK = 100
"""Instants of a schedule that are looked at for what went wrong."""


@dataclass(frozen=True)
class Unattended:
    """What begins while nobody stands by: each schedule with the instants that went wrong, and refused starts."""

    schedules: "list[tuple[ScheduleView, list[PastInstant]]]"
    refused: "list[RefusedStart]"

    @property
    def wrong(self) -> "list[tuple[Schedule, PastInstant]]":
        """The latest instant of each schedule, where it was missed or refused."""
        return [(view.schedule, view.last) for view, wrong in self.schedules if view.last and view.last in wrong]

    def only(self, process: str | None) -> "Unattended":
        """What concerns a process; all of it for None."""
        if process is None:
            return self
        schedules = [one for one in self.schedules if one[0].schedule.process == process]
        return Unattended(schedules, [one for one in self.refused if one.process == process])

    def to_wire(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "schedules": [
                {"process": view.schedule.process, "start": view.schedule.start, "rule": view.rule,
                 "next_at": view.next_at, "last": asdict(view.last) if view.last else None,
                 "went_wrong": [asdict(one) for one in wrong]}
                for view, wrong in self.schedules
            ],
            "refused_starts": [asdict(one) for one in self.refused],
        }  # fmt: skip


async def unattended(store: "Store", reader: "Reader") -> Unattended:
    """What is known of them, the refused starts oldest first, as the reader may see them."""
    views = await store.schedules()
    past = [await store.past_instants(one.schedule.process, one.schedule.start, limit=LOOKED_BACK) for one in views]
    wrong = [[one for one in instants if one.outcome in ("missed", "refused")] for instants in past]
    return Unattended(list(zip(views, wrong, strict=True)), await store.refused_starts(MOST, reader=reader))


@starts.callback(invoke_without_command=True)
def list_starts(
    context: typer.Context, person: AsReader = None, as_json: AsJson = False, lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:  # fmt: skip
    """Starts nobody stands at: what each schedule does next, what went wrong, and the starts that were refused.

    `starts retry ID` lets a refused start begin once its cause is mended; `starts drop ID --reason …` lets it go.
    """
    if context.invoked_subcommand is not None:
        return
    from store.reading import Reader

    async def work(desk: "Desk") -> Unattended:
        return await unattended(desk.store, Reader(person))

    screen = Screen(lang, as_json)
    found = at_the_desk(var, work)
    if as_json:
        screen.data(found.to_wire())
        return
    if found.schedules:
        screen.table(_SCHEDULES, [_scheduled(view, wrong, screen) for view, wrong in found.schedules])
    else:
        screen.line("Nothing begins by schedule.", "没有按计划发起的流程。")
    draw_refused(found.refused, screen)


_SCHEDULES = (
    ("start", "发起"), ("schedule", "计划"), ("next", "下次"), ("last", "上次"), ("went wrong lately", "近来未成"),
)  # fmt: skip
_REFUSED = (
    ("id", "编号"), ("start", "发起"), ("by", "由"), ("at", "时间"), ("what is wrong", "原因"),
)  # fmt: skip
OUTCOMES = {
    "opened": ("begun", "已发起"),
    "joined": ("ran already", "已在办理中"),
    "overlaps": ("left out: the one before still runs", "略过：上一次尚未办结"),
    "missed": ("missed", "错过"),
    "refused": ("refused", "被拒"),
    "not_needed": ("not needed", "无需发起"),
}
_CAUSES = {"message": ("message", "消息"), "schedule": ("schedule", "计划"), "call": ("call", "流程调用")}


def _scheduled(view: "ScheduleView", wrong: "list[PastInstant]", screen: Screen) -> tuple[Any, ...]:
    coming = screen.clock.moment(view.next_at) if view.next_at else screen.pick("not known yet", "尚未确定")
    last = f"{screen.clock.moment(view.last.at)} {outcome_told(view.last, screen)}" if view.last else ""
    told = "\n".join(f"{screen.clock.moment(one.at)} {outcome_told(one, screen)}" for one in wrong[:3])
    more = screen.pick(f"\n… {len(wrong) - 3} more", f"\n… 另有 {len(wrong) - 3} 次") if len(wrong) > 3 else ""
    return f"{view.schedule.process}.{view.schedule.start}", _rule(view.rule), coming, last, told + more


def outcome_told(past: "PastInstant", screen: Screen) -> str:
    """What became of an instant, in words."""
    return screen.pick(*OUTCOMES[past.outcome])


def _rule(rule: str) -> str:
    """The words of a schedule without what they leave open."""
    schedule, calendar, roll = rule.split(" | ")
    return ", ".join(one for one in (schedule, calendar, "" if roll == "none" else roll) if one)


def draw_refused(refused: "list[RefusedStart]", screen: Screen) -> None:
    """The refused starts, with what to do about them."""
    if not refused:
        screen.line("No start was refused.", "没有被拒的发起。", style="green")
        return
    rows = [
        (short(one.case_id, refused), f"{one.process}.{one.start}", screen.pick(*_CAUSES[one.cause]),
         screen.clock.moment(one.at), f"{one.code}: {one.text}")
        for one in refused
    ]  # fmt: skip
    screen.line("Starts refused while nobody stood by:", "无人在场时被拒的发起：", style="bold")
    screen.table(_REFUSED, rows)
    screen.line(
        "Mend the cause, then `starter.py starts retry ID`; or `starter.py starts drop ID --reason …`.",
        "排除原因后 `starter.py starts retry ID`；不需要时 `starter.py starts drop ID --reason …`。",
    )


def draw_wrong(found: Unattended, screen: Screen) -> None:
    """Schedules whose latest instant was missed or refused."""
    screen.line("Schedules whose last instant came to nothing (`starter.py starts` shows more):",
                "上次未成的定时发起（`starter.py starts` 查看）：", style="bold")  # fmt: skip
    for schedule, past in found.wrong:
        when = screen.clock.moment(past.at)
        screen.line(f"  {schedule.process}.{schedule.start}  {when}  {outcome_told(past, screen)}")


def short(case_id: str, among: "list[RefusedStart]") -> str:
    """So many first characters of an id that it is the only one; at least eight."""
    for length in range(8, len(case_id)):
        if sum(one.case_id.startswith(case_id[:length]) for one in among) == 1:
            return case_id[:length]
    return case_id


@starts.command()
def retry(
    refused: RefusedId,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let a refused start begin, with all that was handed in, by the newest definition."""
    who = acting(person)

    async def work(desk: "Desk") -> Any:
        by = await desk.person(who)
        one = await _refused_of(desk.store, refused)
        opened = await (await desk.cases()).start_refused(one.case_id, by=by)
        await desk.seen(opened.case_id)
        return opened

    screen = Screen(lang, as_json)
    opened = at_the_desk(var, work)
    if as_json:
        screen.data({"status": "started", **asdict(opened)})
    else:
        key = opened.business_key
        screen.line(f"Started {key}.", f"已发起 {key}。", style="green")
        screen.line(f"`starter.py show {key}` tells where it is.", f"`starter.py show {key}` 查看进展。")


@starts.command()
def drop(
    refused: RefusedId,
    reason: Reason,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let a refused start go, with a reason: it will never begin."""
    who = acting(person)

    async def work(desk: "Desk") -> "RefusedStart | None":
        by = await desk.person(who)
        if not reason.strip():
            raise Refused("reason-missing", "Expected a reason for letting a start go, but it is empty.")
        one = await _refused_of(desk.store, refused)
        await desk.store.settle_refused_start(one.case_id, by=by, reason=reason)
        return await desk.store.refused_start(one.case_id)

    screen = Screen(lang, as_json)
    settled = at_the_desk(var, work)
    assert settled is not None, "it has just been found"
    if as_json:
        screen.data({"status": "dropped", **asdict(settled)})
    else:
        screen.line(f"{settled.process}.{settled.start} will not begin.",
                    f"{settled.process}.{settled.start} 不再发起。", style="green")  # fmt: skip


async def _refused_of(store: "Store", reference: str) -> "RefusedStart":
    """The one somebody means by its id or the beginning of it."""
    waiting = await store.refused_starts(MOST)
    found = [one for one in waiting if reference and one.case_id.startswith(reference)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("which-start", f"Expected one refused start, but {len(found)} begin with {reference}.",
                      hint=f"One of {', '.join(short(one.case_id, waiting) for one in found)}.")  # fmt: skip
    settled = await store.refused_start(reference)
    said = "it was settled already" if settled else "there is none that waits"
    raise Refused("no-refused-start", f"Expected a refused start, but of {reference} {said}.",
                  hint="`starter.py starts` lists them.")  # fmt: skip

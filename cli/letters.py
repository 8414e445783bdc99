"""Commands about what leaves the house, or fails to: `outbox`, `outbox retry`."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsReader, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store import Outgoing, Store
    from store.reading import Reader

outbox = typer.Typer(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
MOST = 1000


@dataclass(frozen=True)
class Letter:
    """A notice or message that has failed to leave. `name` is what people type: the case's key, turn and position."""

    name: str
    outgoing: "Outgoing"

    def to_wire(self) -> dict[str, Any]:
        """The same as JSON."""
        return {"name": self.name, **asdict(self.outgoing)}

    @property
    def about(self) -> str:
        """What it is and for whom, in short."""
        payload = self.outgoing.payload
        to = payload.get("to")
        people = ", ".join(map(str, to)) if isinstance(to, list) else str(to or payload.get("key") or "")
        what = payload.get("message") or payload.get("about") or ""
        return f"{what} → {people}" if people else str(what)


async def failing(store: "Store", process: str | None = None, reader: "Reader | None" = None) -> list[Letter]:
    """What has failed at least once and has not left, the oldest first; of one process, if it is named."""
    letters = []
    for one in await store.outbox_failing(MOST, reader=reader):
        detail = await store.case(one.case_id)
        if process is not None and (detail is None or detail.case.process != process):
            continue
        _, _, rest = one.key.partition("/")
        letters.append(Letter(f"{detail.case.business_key if detail else one.case_id}/{rest}", one))
    return letters


@outbox.callback(invoke_without_command=True)
def list_failing(
    context: typer.Context, person: AsReader = None, as_json: AsJson = False, lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:  # fmt: skip
    """What fails to leave: notices and messages, each with its attempts and its last error.

    `outbox retry LETTER` tries one again now; `outbox retry --all` all of them.
    """
    if context.invoked_subcommand is not None:
        return
    from store.reading import Reader

    async def work(desk: "Desk") -> list[Letter]:
        return await failing(desk.store, reader=Reader(person))

    screen = Screen(lang, as_json)
    found = at_the_desk(var, work)
    if as_json:
        screen.data({"failing": [one.to_wire() for one in found]})
    else:
        draw_failing(found, screen)


_LETTERS = (
    ("letter", "信件"), ("kind", "种类"), ("what", "内容"), ("since", "自"), ("attempts", "次数"),
    ("last error", "最近错误"), ("", ""),
)  # fmt: skip
_KINDS = {"notice": ("notice", "通知"), "message": ("message", "消息")}


def draw_failing(found: list[Letter], screen: Screen) -> None:
    """What fails to leave, with what to do about it."""
    if not found:
        screen.line("Everything leaves.", "没有发不出去的通知和消息。", style="green")
        return
    rows = [
        (one.name, screen.pick(*_KINDS[one.outgoing.kind]), one.about, screen.clock.moment(one.outgoing.at),
         one.outgoing.attempts, one.outgoing.last_error,
         screen.pick("given up", "已放弃") if one.outgoing.given_up else screen.pick("tried again", "会重试"))
        for one in found
    ]  # fmt: skip
    screen.line("What fails to leave:", "发不出去的通知和消息：", style="bold")
    screen.table(_LETTERS, rows)
    screen.line("Mend the cause, then `starter.py outbox retry LETTER`.",
                "排除原因后 `starter.py outbox retry 信件`。")  # fmt: skip


@outbox.command()
def retry(
    letter: Annotated[str, typer.Argument(metavar="[LETTER]", help="As `outbox` lists it.")] = "",
    every: Annotated[bool, typer.Option("--all", help="All that fail.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Try again now what failed to leave, given up or not."""

    async def work(desk: "Desk") -> list[Letter]:
        found = await failing(desk.store)
        chosen = [one for one in found if every or letter in (one.name, one.outgoing.key)]
        if not chosen and not every:
            said = f"Expected a letter that fails to leave, but there is no {letter or 'name of one'}."
            raise Refused("unknown-letter", said, hint="`starter.py outbox` lists them.")
        for one in chosen:
            await desk.store.send_again(one.outgoing.key)
        return chosen

    screen = Screen(lang, as_json)
    again = at_the_desk(var, work)
    if as_json:
        screen.data({"again": [one.name for one in again]})
    else:
        screen.line(f"{len(again)} will be tried again now.", f"{len(again)} 件将立即重发。", style="green")

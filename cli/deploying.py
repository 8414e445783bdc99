"""Commands that put definitions in force: `deploy`, `definitions`."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.concerned import tell_who_is_concerned
from cli.endings import Refused
from cli.folder import Folder, chosen, read, scenario_file, shown
from cli.options import DEFAULT_DEFINITIONS, DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Definitions, InLang, Reason, Var
from cli.reach import at_the_desk
from cli.screen import Screen
from engine.said import Said

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.administering.publishing import Change
    from engine.model.plan import Plan
    from store import Deployment, Store

Named = Annotated[
    list[str] | None, typer.Argument(metavar="[PROCESS|FILE…]", help="All of the folder when none is named.")
]


def deploy(
    named: Named = None,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only tell which open tasks would be other people's by the organisation.")
    ] = False,
    only_texts: Annotated[
        bool, typer.Option("--only-texts", help="Refuse definitions that change more than names, help and notices.")
    ] = False,
    reason: Reason = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Deploy definitions with the organisation and the calendars: for new cases, and their texts for all at once."""
    folder = Folder(definitions, connectors())
    plans = checked(folder, chosen(folder, named))
    if preview:
        tell_who_is_concerned(folder.company, Screen(lang, as_json), var)
        return

    async def work(desk: "Desk") -> "list[tuple[Deployment, Change]]":
        changes = await _changes(desk.store, plans.values(), only_texts)
        await desk.store.put_company(folder.company, by=person, reason=reason)
        return list(zip(await deploy_all(desk.store, plans, by=person), changes, strict=True))

    screen = Screen(lang, as_json)
    deployed = at_the_desk(var, work)
    if as_json:
        screen.data({"deployed": [{**asdict(one), "change": change} for one, change in deployed]})
    else:
        _draw([one for one, _ in deployed], screen)
        _tell_whom_texts_are_for(deployed, screen)


_WHOM_TEXTS_ARE_FOR = {
    "texts": ("texts only: applies to running cases at once.", "仅文字：在办的流程立即使用。"),
    "both": (
        "what it does is for new cases; its texts apply to running cases at once.",
        "新的办法只用于新流程；文字在办的流程也立即使用。",
    ),
}


def _tell_whom_texts_are_for(deployed: "Iterable[tuple[Deployment, Change]]", screen: Screen) -> None:
    for one, change in deployed:
        if change in _WHOM_TEXTS_ARE_FOR:
            en, zh = _WHOM_TEXTS_ARE_FOR[change]
            screen.line(f"{one.process}: {en}", f"{one.process}：{zh}")


async def _changes(store: "Store", plans: "Iterable[Plan]", only_texts: bool) -> "list[Change]":
    """What each of these changes. Raises `Rejected` where `only_texts` is wanted, and one does more."""
    from engine.administering.publishing import change_of, must_be_only_texts

    found = []
    for plan in plans:
        newest = await store.newest(plan.process)
        before = newest.plan if newest else None
        if only_texts:
            must_be_only_texts(plan, before)
        found.append(change_of(plan, before))
    return found


def connectors() -> frozenset[str]:
    """What the workers of this installation can call."""
    from settings import Settings
    from worker import registry

    return frozenset(registry(Settings()))


def checked(folder: Folder, files: list[Path], proved: list[Path] | None = None) -> "dict[Path, Plan]":
    """The plans of these files; ends with the first problem when there is any. `proved`: see `Folder.compiled`."""
    plans: dict[Path, Plan] = {}
    wrong = []
    for path, compiled in folder.compiled(files, proved).items():
        wrong += [problem for problem in compiled.problems if problem.severity != "planned"]
        if compiled.plan is not None:
            plans[path] = compiled.plan
    if wrong:
        raise Refused(
            "not-valid",
            Said("Expected definitions without problems, but found {count}, the first: {problem}",
                 count=len(wrong), problem=wrong[0]),
            hint="`starter.py validate` shows them all.",
        )  # fmt: skip
    return plans


async def deploy_all(store: "Store", plans: "dict[Path, Plan]", *, by: str | None = None) -> "list[Deployment]":
    """Deploy these plans, each with the text it was made from and the scenarios beside it."""
    return [await _deploy(store, path, plan, by) for path, plan in plans.items()]


async def _deploy(store: "Store", path: Path, plan: "Plan", by: str | None) -> "Deployment":
    deployed = await store.deploy(plan, read(path), shown(path), by=by)
    if (beside := scenario_file(path)).is_file():
        await store.keep_scenarios(plan.digest, read(beside))
    return deployed


def _draw(deployed: "list[Deployment]", screen: Screen) -> None:
    columns = (("process", "流程"), ("version", "版本"), ("since", "自"), ("digest", "摘要"), ("file", "文件"))
    rows = [(one.process, one.version, screen.clock.moment(one.at), one.digest[:12], one.file) for one in deployed]
    screen.table(columns, rows)


def definitions(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """List what is deployed: the newest version of every process."""

    async def work(desk: "Desk") -> "list[Deployment]":
        return await desk.store.processes()

    screen = Screen(lang, as_json)
    deployed = at_the_desk(var, work)
    if as_json:
        screen.data({"definitions": [asdict(one) for one in deployed]})
    elif deployed:
        _draw(deployed, screen)
    else:
        screen.line("Nothing is deployed.", "尚未部署任何流程。")

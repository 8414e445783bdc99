"""`validate`: definitions checked, no server needed."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.folder import Folder, chosen, shown
from cli.options import DEFAULT_DEFINITIONS, SPOKEN, AsJson, Definitions, InLang, Lang
from cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.compiler import Compiled
    from engine.model.problems import Problem

Named = Annotated[
    list[str] | None, typer.Argument(metavar="[PROCESS|FILE…]", help="All of the folder when none is named.")
]


def validate(
    named: Named = None,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
) -> None:
    """Check definitions, and report every problem with its line and column. `test` does the same for scenarios."""
    folder, screen = Folder(definitions), Screen(lang, as_json)
    compiled = folder.compiled(chosen(folder, named))
    found = {path: [one for one in each.problems if one.severity != "planned"] for path, each in compiled.items()}
    wrong = sum(len(problems) for problems in found.values())
    if as_json:
        listed = [_wire(path, one, found[path]) for path, one in compiled.items()]
        screen.data({"definitions": listed, "problems": wrong})
    else:
        _draw(compiled, found, wrong, screen)
    if wrong:
        raise typer.Exit(1)


def _wire(path: Path, compiled: "Compiled", problems: "list[Problem]") -> dict[str, Any]:
    return {
        "process": compiled.plan.process if compiled.plan else path.stem,
        "file": shown(path),
        "digest": compiled.plan.digest if compiled.plan else None,
        "problems": [problem.to_wire() for problem in problems],
        "planned": list(compiled.planned),
    }


def _saying(lang: Lang) -> "Callable[[str], str]":
    if lang is not Lang.zh:
        return str
    from engine.said.chinese import in_chinese  # only what has problems needs the tables

    return in_chinese


def _draw(
    compiled: "Mapping[Path, Compiled]", found: "Mapping[Path, list[Problem]]", wrong: int, screen: Screen
) -> None:
    for problem in (one for problems in found.values() for one in problems):
        screen.line(problem.told(_saying(screen.lang)))
    planned = sorted({process for one in compiled.values() for process in one.planned})
    if planned:
        names = ", ".join(planned)
        screen.line(f"Planned, done outside until they are written: {names}", f"计划中，写好之前在系统外办理：{names}")
    if wrong:
        screen.line(f"{wrong} problems in {len(compiled)} definitions.", f"{len(compiled)} 个流程，{wrong} 个问题。")
    else:
        screen.line(f"{len(compiled)} definitions, no problem.", f"{len(compiled)} 个流程，没有问题。", style="green")

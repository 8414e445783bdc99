"""`mutate`: one rule of a definition changed at a time; which changes does no scenario notice?"""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.folder import Folder, chosen, read, shown
from cli.options import DEFAULT_DEFINITIONS, SPOKEN, AsJson, Definitions, InLang, Lang
from cli.screen import Screen
from cli.stories import Named, Stories, load

SHARES = 4
"""Parts into which the mutants of a definition are divided, so that no core waits for the longest definition."""


def mutate(
    named: Named = None,
    most_missed: Annotated[
        float, typer.Option("--missed", min=0, max=100, help="Percent that may be missed before it counts as failed.")
    ] = 5.0,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
) -> None:
    """Change one rule at a time, and report which changes no scenario notices."""
    folder, screen = Folder(definitions), Screen(lang, as_json)
    reports = _judged(folder, chosen(folder, named), screen)
    mutants, caught = sum(one.mutants for one in reports), sum(one.caught for one in reports)
    if as_json:
        missed = [{"process": one.process, **each} for one in reports for each in one.missed]
        screen.data({"mutants": mutants, "caught": caught, "missed": missed})
    else:
        _draw(reports, screen)
    if mutants and (mutants - caught) * 100 > most_missed * mutants:
        raise typer.Exit(1)


@dataclass(frozen=True)
class Judged:
    """A share of the mutants of a process, or all of them: how many, how many were caught, and the others."""

    process: str
    mutants: int
    caught: int
    missed: tuple[dict[str, Any], ...]

    def __add__(self, other: "Judged") -> "Judged":
        missed = (*self.missed, *other.missed)
        return Judged(self.process, self.mutants + other.mutants, self.caught + other.caught, missed)


def _judged(folder: Folder, files: list[Path], screen: Screen) -> list[Judged]:
    """All mutants of these definitions, in shares, on every core of this machine."""
    load(folder, files)  # ends here, with one sentence, when something in them is wrong
    cores = os.cpu_count() or 1
    shares = [(path, number) for path in files for number in range(SHARES)]
    found: dict[Path, Judged] = {}
    with (
        screen.progress(len(shares), "mutants") as advance,
        ProcessPoolExecutor(cores, get_context("spawn"), initializer=_begin, initargs=(folder.root, files)) as hands,
    ):
        for (path, _), judged in zip(shares, hands.map(_judge_share, shares), strict=True):
            found[path] = found[path] + judged if path in found else judged
            advance(1)
    return list(found.values())


_LOADED: list[Stories] = []
"""What a helping process has loaded, once."""


def _begin(root: Path, files: list[Path]) -> None:
    _LOADED.append(load(Folder(root), files))


def _judge_share(share: tuple[Path, int]) -> Judged:
    """Judge one share of the mutants of a definition, in a helping process."""
    from engine.compiler.findings import Findings
    from engine.compiler.normalise import normalised
    from engine.compiler.shape import read_definition
    from engine.compiler.yaml_text import read_yaml
    from engine.scenarios.mutation import judge, mutants

    (path, number), loaded = share, _LOADED[0]
    rest = read_definition(Findings(read_yaml(read(path)), shown(path)))
    assert rest is not None, "it has been compiled"
    written, known = rest.definition, loaded.folder.known
    stories = loaded.by_path.get(path, [])
    directory = stories[0].setting.directory if stories else loaded.folder.company.directory
    every = list(mutants(written, directory))
    # Neighbours change the same rule and are caught by the same story, so a share is a stretch.
    size = -(-len(every) // SHARES)
    report = judge(written, every[number * size : (number + 1) * size], stories, lambda one: normalised(one, known))
    return Judged(report.process, report.mutants, report.caught, tuple(report.to_wire()["missed"]))


def _draw(reports: list[Judged], screen: Screen) -> None:
    from engine.said.chinese import in_chinese

    say = in_chinese if screen.lang is Lang.zh else str
    missed = [
        (one.process, each["where"], say(each["change"]), say(each["reason"])) for one in reports for each in one.missed
    ]
    if missed:
        screen.table(_MISSED, missed)
    columns = (("process", "流程"), ("mutants", "变异"), ("caught", "发现"), ("%", "%"))
    screen.table(columns, [(one.process, one.mutants, one.caught, _percent(one)) for one in reports])


_MISSED = (
    ("process", "流程"), ("where", "位置"), ("change nobody noticed", "未被发现的改动"), ("why", "原因"),
)  # fmt: skip


def _percent(report: Judged) -> str:
    return f"{100 * report.caught / report.mutants:.1f}" if report.mutants else "-"

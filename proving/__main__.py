"""What takes too long for the test suite: `python -m proving` proves all of it; each proof is a command of its own."""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from proving.kills.databases import Kind, NoPostgres

proving = typer.Typer(add_completion=False, help=__doc__, invoke_without_command=True)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]
Minutes = Annotated[float, typer.Option(help="How long people work and things die.")]
A_MINUTE = 60.0


@proving.callback()
def everything(context: typer.Context, minutes: Minutes = 60.0) -> None:
    """Without a command: returns, four eyes, races, the long case, a hand-over; an hour of kills, shared by the
    databases."""
    if context.invoked_subcommand is None:
        returns()
        four_eyes()
        races()
        long_case()
        hand_over()
        for kind in _installed():
            kills(minutes=minutes / len(_installed()), database=kind, away=A_MINUTE)


@proving.command()
def freeze() -> None:
    """Keep histories of today's rules in tests/replay/histories; those that are there stay."""
    from proving.freezing import freeze as keep

    for path in asyncio.run(keep()):
        typer.echo(path.name)


@proving.command("long-case")
def long_case(
    rounds: Annotated[int, typer.Option(help="How often it goes round.")] = 3000, as_json: Json = False
) -> None:
    """A case that goes round 3,000 times, and what a round of it costs at the end."""
    from proving.long_case import measure

    found = asyncio.run(measure(rounds))
    _show(asdict(found) | {"dearer": round(found.dearer, 3)}, as_json=as_json)
    if not found.right:
        raise typer.Exit(1)


@proving.command("hand-over")
def hand_over(
    tasks: Annotated[int, typer.Option(help="Open tasks that hang on the one who leaves.")] = 500,
    own: Annotated[int, typer.Option(help="Cases they have started.")] = 40,
    as_json: Json = False,
) -> None:
    """Somebody with 500 open tasks and 40 cases leaves, and comes back: seconds each way."""
    from proving.handing_over import prove

    found = asyncio.run(prove(tasks=tasks, own=own))
    _show(asdict(found), as_json=as_json)
    if found.wrong:
        raise typer.Exit(1)


@proving.command()
def api(
    examples: Annotated[int, typer.Option(help="The most of each operation, beside what its limits ask for.")] = 10,
    seed: Annotated[int, typer.Option(help="Another one tries others.")] = 1,
    only: Annotated[str, typer.Option(help="Only addresses that this pattern fits.")] = "",
    as_json: Json = False,
) -> None:
    """The API under all its description allows, and much it does not: no bug, and no answer that is not documented."""
    from proving.api import prove

    found = asyncio.run(prove(examples, seed=seed, only=only))
    if found.wrong and not as_json:
        typer.echo(found.said)
    _show({"requests": found.requests, "operations": found.operations, "wrong": found.wrong}, as_json=as_json)
    if found.wrong:
        raise typer.Exit(1)


@proving.command()
def kills(
    minutes: Minutes = 1.0,
    seed: Annotated[int | None, typer.Option(help="What dies when; left out: a new one.")] = None,
    database: Annotated[str, typer.Option(help="`sqlite` or `postgresql`.")] = "sqlite",
    keep: Annotated[Path | None, typer.Option(help="Leave the files of the run in this folder.")] = None,
    away: Annotated[float, typer.Option(help="The longest the database is away, in seconds.")] = 10.0,
    as_json: Json = False,
) -> None:
    """Kill workers, server and database for a while, and hold what is left against the histories."""
    from daemon import say_only_errors
    from proving.kills.run import prove

    say_only_errors()
    chosen = Random().randrange(1_000_000) if seed is None else seed
    kind: Kind = "postgresql" if database == "postgresql" else "sqlite"
    try:
        report = asyncio.run(prove(minutes, chosen, kind, longest_away=away, keep=keep))
    except NoPostgres as missing:
        typer.echo(str(missing), err=True)
        raise typer.Exit(2) from missing
    _show(asdict(report), as_json=as_json)
    if report.wrong:
        raise typer.Exit(1)


@proving.command()
def races(
    rounds: Annotated[int, typer.Option(help="How often each pair races.")] = 3,
    pair: Annotated[list[str] | None, typer.Option(help="Only this pair: `approve,recall`.")] = None,
    as_json: Json = False,
) -> None:
    """Let every two of 20 verbs, a message and a lapse race for one task, from two processes."""
    from daemon import say_only_errors
    from proving.races.run import prove
    from proving.races.verbs import Pair

    say_only_errors()
    chosen = [Pair(*one.split(",")) for one in pair or ()]
    report = asyncio.run(prove(rounds, chosen or None))
    told = vars(report) | {"by_pair": [str(one) for one in report.by_pair]}
    _show(told, as_json=as_json)
    if report.wrong:
        raise typer.Exit(1)


@proving.command()
def returns(
    flow: Annotated[list[str] | None, typer.Option(help="Only this flow of proving/returns/flows.yaml.")] = None,
    states: Annotated[int, typer.Option(help="At how many states of a flow exploring stops.")] = 2_000,
    as_json: Json = False,
) -> None:
    """Explore every way with two returns and an added signer, or with a decision taken back: an end can be reached."""
    from proving.returns.flows import flows
    from proving.returns.run import prove
    from proving.returns.telling import scenario

    wrong = False
    for left, found in prove(flow or (), most_states=states):
        told = {"flow": found.flow, "bounds": asdict(left)} | {
            name: value for name, value in vars(found).items() if name not in ("flow", "faults") and value
        }
        told["wrong"] = [f"{one}\n{scenario(flows()[found.flow], one)}" for one in found.faults]
        _show(told, as_json=as_json)
        wrong = wrong or bool(found.faults)
    if wrong:
        raise typer.Exit(1)


@proving.command("four-eyes")
def four_eyes(
    ban: Annotated[list[str] | None, typer.Option(help="Only this reason to be left out: `by name`.")] = None,
    chain: Annotated[int, typer.Option(help="Hand-changes one after another.")] = 3,
    most: Annotated[int | None, typer.Option(help="Places of each length that are gone on from.")] = None,
    as_json: Json = False,
) -> None:
    """Let a task go through all hands, and all who are left out try to decide it: nobody can."""
    from proving.four_eyes.run import prove

    wrong = False
    for found in prove(ban or (), chain, most):
        told = {name: value for name, value in vars(found).items() if value}
        _show(told | {"wrong": [str(one) for one in found.wrong]}, as_json=as_json)
        wrong = wrong or bool(found.wrong)
    if wrong:
        raise typer.Exit(1)


def _installed() -> list[Kind]:
    from proving.postgres_cluster import programs

    return ["sqlite"] if programs() is None else ["sqlite", "postgresql"]


def _show(values: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    for name, value in values.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {count}" for key, count in value.items())
        lines = value if isinstance(value, list) else [value]
        for line in lines:
            typer.echo(f"{name.replace('_', ' '):<18}{line}")


if __name__ == "__main__":
    code = 0
    try:
        result = proving(standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except typer.Exit as left:
        code = left.exit_code
    sys.stdout.flush()
    os._exit(code)  # a Temporal client may crash the interpreter as it ends

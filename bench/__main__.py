"""`python -m bench`: all measurements; `python -m bench history --json`: one of them, for machines."""

import asyncio
import json
import os
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from bench import history

bench = typer.Typer(add_completion=False, help=__doc__)
DATABASES = ("sqlite", "postgresql")
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]


@bench.command("history")
def history_events(as_json: AsJson = False) -> None:
    """History events for a human task, a service task and each further command, with their budgets."""
    costs, spent = asyncio.run(history.measure())
    if as_json:
        at_once = next(cost.bytes_per_step for cost in costs if cost.manner == "at_once")
        found = {cost.manner: cost.events_per_step for cost in costs} | {"bytes_at_once": at_once}
        typer.echo(json.dumps({**found, "commands": {one.verb: one.events for one in spent}}))
    else:
        typer.echo(f"{'events per step':<16}{'measured':>9}{'budget':>8}{'bytes':>8}")
        for cost in costs:
            over = "" if cost.within else "  OVER"
            typer.echo(
                f"{cost.manner:<16}{cost.events_per_step:>9.1f}{cost.budget:>8.1f}{cost.bytes_per_step:>8}{over}"
            )
        typer.echo(f"\n{'events per command':<19}{'measured':>6}{'budget':>8}")
        for one in spent:
            typer.echo(f"{one.verb:<19}{one.events:>6}{one.budget:>8}{'' if one.within else '  OVER'}")
    if not (all(one.within for one in costs) and all(one.within for one in spent)):
        raise typer.Exit(1)


@bench.command("inbox")
def inbox_of_many(
    as_json: AsJson = False,
    small: Annotated[bool, typer.Option("--small", help="A few thousand tasks.")] = False,
    only: Annotated[str | None, typer.Option("--only", help="`sqlite` or `postgresql`.")] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Make it in this folder, find it there again.")] = None,
) -> None:
    """The inbox with its badge and search, and what is stuck, over HTTP at a million tasks, with their budgets."""
    from bench import inbox

    scale = inbox.SMALL if small else inbox.FULL
    with nullcontext(keep) if keep else tempfile.TemporaryDirectory() as folder:
        measured = [asyncio.run(inbox.measure(scale, name, Path(folder))) for name in ([only] if only else DATABASES)]
    found = [one for one in measured if one is not None]
    if as_json:
        typer.echo(json.dumps(inbox.told(scale, found)))
    else:
        typer.echo("\n".join(inbox.lines(found)))
    if not small and not all(one.within for one in found):
        raise typer.Exit(1)


@bench.callback(invoke_without_command=True)
def everything(context: typer.Context) -> None:
    """Without a command: all of them."""
    if context.invoked_subcommand is None:
        history_events(as_json=False)


if __name__ == "__main__":
    result = bench(standalone_mode=False)
    code = result if isinstance(result, int) else 0
    sys.stdout.flush()
    os._exit(code)  # a Temporal client may crash the interpreter while it winds itself up

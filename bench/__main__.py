"""`python -m bench`: all measurements; `python -m bench history --json`: one of them, for machines."""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from bench import history

bench = typer.Typer(add_completion=False, help=__doc__)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]


@bench.command("history")
def history_events(as_json: AsJson = False) -> None:
    """History events for a human task and for a service task, with their budgets."""
    costs = asyncio.run(history.measure())
    if as_json:
        typer.echo(json.dumps({cost.manner: asdict(cost) for cost in costs}, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"{'events per step':<16}{'measured':>9}{'budget':>8}")
        for cost in costs:
            over = "" if cost.within else "  OVER"
            typer.echo(f"{cost.manner:<16}{cost.events_per_step:>9.1f}{cost.budget:>8.1f}{over}")
    if not all(cost.within for cost in costs):
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

"""`python -m proving`: an hour of kills; `python -m proving freeze`: histories for the replay tests."""

import asyncio
import os
import sys

import typer

proving = typer.Typer(add_completion=False, help=__doc__)


@proving.command()
def freeze() -> None:
    """Keep histories of today's rules in tests/replay/histories; those that are there stay."""
    from proving.freezing import freeze as keep

    for path in asyncio.run(keep()):
        typer.echo(path.name)


@proving.callback(invoke_without_command=True)
def an_hour(context: typer.Context) -> None:
    """Without a command: an hour of kills."""
    if context.invoked_subcommand is None:
        raise typer.Exit(2)


if __name__ == "__main__":
    result = proving(standalone_mode=False)
    sys.stdout.flush()
    os._exit(result if isinstance(result, int) else 0)  # a Temporal client may crash the interpreter as it ends

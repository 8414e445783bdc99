"""`python -m proving`: an hour of kills; `python -m proving freeze`: histories for the replay tests."""

import asyncio
import os
import sys
from typing import Annotated

import typer

proving = typer.Typer(add_completion=False, help=__doc__)


@proving.command()
def freeze() -> None:
    """Keep histories of today's rules in tests/replay/histories; those that are there stay."""
    from proving.freezing import freeze as keep

    for path in asyncio.run(keep()):
        typer.echo(path.name)


@proving.callback(invoke_without_command=True)
def kills(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(help="How long everything is broken.")] = 60.0,
    seed: Annotated[int | None, typer.Option(help="Of what is broken when.")] = None,
) -> None:
    """Without a command: an hour of kills."""
    if context.invoked_subcommand is None:
        from proving.kills import prove_and_tell

        raise typer.Exit(prove_and_tell(minutes, seed))


if __name__ == "__main__":
    result = proving(standalone_mode=False)
    sys.stdout.flush()
    os._exit(result if isinstance(result, int) else 0)  # a Temporal client may crash the interpreter as it ends

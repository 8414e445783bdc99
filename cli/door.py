"""The one way in and the one way out of the command line.

A Temporal client that lived shortly may crash the interpreter while it ends, so the way out is `os._exit`.
"""

import json
import os
import sys
from itertools import pairwise
from typing import Any, NoReturn

import typer
from typer.exceptions import TyperException

from cli.endings import Ending
from cli.near import near
from cli.options import SPOKEN, Lang


def main() -> NoReturn:
    """Run the command of `sys.argv`, say how it ended and leave with its code."""
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has gone
            code = code or 1
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; 0 done, 1 refused or failed, 2 wrongly typed, 3 nothing to talk to, 130 interrupted."""
    try:
        lang = _lang(arguments)
        given = _without_lang(arguments) if arguments[:1] and arguments[0].startswith("-") else arguments
        result = _commands(lang).main(args=given, prog_name="starter.py", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Ending as ending:
        _say(ending, arguments)
        return ending.exit_code
    except TyperException as wrong:
        _say(Ending("wrong-use", wrong.format_message().partition(" Did you mean")[0], hint=_hint(wrong)), arguments)
        return wrong.exit_code
    except typer.Exit as left:
        return left.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        return 1
    except Exception as bug:
        _say(_kept_for_the_developers(bug), arguments)
        return 1


def _without_lang(arguments: list[str]) -> list[str]:
    """Arguments of no command, as `--lang zh --help`: the language is taken already."""
    asked = [at for at, one in enumerate(arguments) if one == "--lang"]
    left = [one for at, one in enumerate(arguments) if at not in asked and at - 1 not in asked]
    return [one for one in left if not one.startswith("--lang=")]


def _commands(lang: Lang) -> Any:
    """All commands, with their help in that language."""
    from typer.main import get_command

    from cli.application import application

    command = get_command(application)
    if lang is Lang.zh:
        from cli.help_in_chinese import in_chinese

        in_chinese(command)
    return command


def _say(ending: Ending, arguments: list[str]) -> None:
    if "--json" in arguments:
        sys.stdout.write(json.dumps(ending.to_wire(), ensure_ascii=False) + "\n")
        return
    sys.stderr.write(ending.told(_lang(arguments)))


def _lang(arguments: list[str]) -> Lang:
    """The language asked for, as far as it can be told of a command that may have been typed wrongly."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    wanted = asked[-1] if asked else os.environ.get("BANJIE_LANG", "")
    return Lang(wanted) if wanted in (*Lang,) else SPOKEN


def _hint(wrong: TyperException) -> str:
    context = getattr(wrong, "ctx", None)
    if context is None:
        return ""
    unknown = getattr(wrong, "message", "")
    commands = list(getattr(context.command, "commands", {}))
    meant = near(unknown.split("'")[1], commands) if commands and unknown.count("'") >= 2 else ""
    return " ".join(part for part in (meant, f"See `{context.command_path} --help`.") if part)


def _kept_for_the_developers(bug: Exception) -> Ending:
    """A bug: one sentence for the person, the trace into a file for those who mend it."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="banjie-", suffix=".log", delete=False) as file:
        traceback.print_exception(bug, file=file)
    return Ending(
        "bug", f"Expected to carry this out, but the program has a fault: {type(bug).__name__}.",
        hint=f"Please send {file.name} to those who maintain it.",
    )  # fmt: skip

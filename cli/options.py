"""The options that mean the same in every command."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

HERE = Path(__file__).resolve().parent.parent


class Lang(StrEnum):
    """The language of what is printed for people."""

    zh = "zh"
    en = "en"


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]
InLang = Annotated[
    Lang, typer.Option("--lang", envvar="BANJIE_LANG", help="The language of what is printed: zh or en.")
]
AsPerson = Annotated[
    str | None, typer.Option("--as", envvar="BANJIE_AS", metavar="PERSON", help="Who acts: an id of the organisation.")
]
AsReader = Annotated[
    str | None, typer.Option("--as", envvar="BANJIE_AS", metavar="PERSON", help="Who reads: an id of the organisation.")
]
Var = Annotated[
    Path,
    typer.Option("--var", envvar="BANJIE_VAR", metavar="FOLDER", help="Where the installation keeps what it has."),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="FIELD=VALUE", help="A field of the form; `receiver.city=…` for a part. May be repeated."
    ),
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="FILE.json", help="Fields as a JSON object; `-` reads standard input.")
]
Task = Annotated[
    str, typer.Argument(metavar="TASK", help="A task: `KEY/step`, or the case's key when it has only one.")
]
Case = Annotated[str, typer.Argument(metavar="CASE", help="A case: its key, `process:key`, or its id.")]
Comment = Annotated[str, typer.Option("--comment", "-c", help="A comment others will read.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is recorded.")]
Definitions = Annotated[
    Path,
    typer.Option("--definitions", envvar="BANJIE_DEFINITIONS", metavar="FOLDER", help="Where the definitions are."),
]

SPOKEN = Lang.zh if os.environ.get("LANG", "").startswith("zh") else Lang.en
"""The language of the terminal, unless `--lang` or BANJIE_LANG say otherwise."""
DEFAULT_VAR = HERE / "var"

DEFAULT_DEFINITIONS = HERE / "definitions"

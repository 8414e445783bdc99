"""What somebody typed after `--with` and `--data`, as fields of a form."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cli.endings import WrongUse


def handed_in(pairs: Sequence[str] | None, file: Path | None) -> dict[str, Any]:
    """Fields by path: those of the file, then those of the pairs laid over them.

    A pair's value is text, read by the field's type; one that begins with `[` or `{` is JSON. Empty means empty.
    """
    values = _from_file(file) if file is not None else {}
    for pair in pairs or ():
        path, value = _pair(pair)
        values[path] = [*_files(values[path]), value] if _files(value) and _files(values.get(path)) else value
    return values


def _files(value: Any) -> list[Any]:
    """Files as typed, `@path`: a field of several has a pair for each."""
    typed = value if isinstance(value, list) else [value]
    return typed if all(isinstance(one, str) and one.startswith("@") for one in typed) else []


def _from_file(file: Path) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        values = json.loads(text)
    except OSError as error:
        raise WrongUse(
            "no-such-file", f"Expected a JSON file at {file}, but {(error.strerror or '').lower()}."
        ) from error
    except ValueError as error:
        raise WrongUse("not-json", f"Expected JSON in {file}, but {error}.") from error
    if not isinstance(values, dict):
        raise WrongUse("not-an-object", f"Expected an object of fields in {file}, but found {type(values).__name__}.")
    return values


def _pair(pair: str) -> tuple[str, Any]:
    path, equals, text = pair.partition("=")
    if not equals or not path.strip():
        raise WrongUse("not-a-pair", f"Expected FIELD=VALUE after --with, but found `{pair}`.")
    if text[:1] in ("[", "{"):
        try:
            return path.strip(), json.loads(text)
        except ValueError as error:
            raise WrongUse("not-json", f"Expected JSON as value of {path.strip()}, but {error}.") from error
    return path.strip(), text if text != "" else None

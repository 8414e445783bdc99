"""The sentence for each way in which something written does not fit its type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engine.compiler.findings import did_you_mean, listed
from engine.model.base import Model
from engine.said import Said


@dataclass(frozen=True)
class Sentence:
    """What to say: a stable code, what was expected and found, and what to do."""

    code: str
    message: str
    hint: str = ""


_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": ("bad-id", "an id of small letters, digits and `_`", "An id begins with a letter."),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "bad-address", "an address of small letters, digits and `-`", "An address looks like `signed-filed`.",
    ),
    r"^[a-z][a-z0-9_-]*$": ("bad-target", "the id of a step or the address of an end", ""),
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": (
        "bad-path", "the path of a field", "A path looks like `amount` or `receiver.city`.",
    ),
    r"^[a-z][a-z0-9_.]*$": ("bad-target", "a step, `start`, `previous` or `block.branch`", ""),
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$": (
        "bad-connector", "a connector", "A connector looks like `http.post`.",
    ),
}  # fmt: skip

_EXAMPLES = {
    "Who": "who, such as `{role: legal}`",
    "Form": "a form, such as `{require: [amount]}`",
    "Outcome": "an outcome, `{}` if it has nothing of its own",
    "Reaction": "a reaction, `{}` if the case goes on below",
    "Event": "an event, such as `{timer: 2 days, next: closed}`",
    "Start": "a start, such as `{by: {role: employee}}`",
    "Field": "a field, such as `{type: text}`",
    "Setting": "a setting, such as `{type: integer, default: 3}`",
    "Message": "a message, `{}` if it has no key",
    "Return": "a return, such as `{to: [start]}`",
    "Rung": "a rung, such as `{at: due, notify: [{role: head}]}`",
    "Texts": "a text, or `{zh: …, en: …}`",
    "Branch": "a branch, such as `{steps: […]}`",
}


def sentence_for(error: Any, written: Any, model: type[Model] | None) -> Sentence:
    """The sentence for one error of pydantic about what is written; `model` is what a map there is read as."""
    kind: str = error["type"]
    ctx = error.get("ctx") or {}
    if kind in _BY_TYPE:
        said: Sentence = _BY_TYPE[kind](ctx, written)
        return said
    if kind in ("model_type", "wrong_branch", "model_attributes_type"):
        wanted = _EXAMPLES.get(ctx.get("class_name", "") or (model.__name__ if model else ""), "")
        return Sentence(
            "wrong-type",
            Said("Expected {value}, but found {found}.", value=wanted or "a map of keys", found=found(written)),
        )
    if "_" in kind:
        return Sentence(
            "wrong-value", Said("Expected another value, but found {found}.", found=found(written)), str(error["msg"])
        )
    return Sentence(kind, ctx["said"] if "said" in ctx else str(error["msg"]))


def found(written: Any) -> str:
    """What is written, in words."""
    if written is None:
        return "nothing"
    if isinstance(written, dict):
        return "a map"
    if isinstance(written, list):
        return "a list"
    return f"`{written}`" if len(str(written)) <= 60 else f"`{str(written)[:57]}…`"


def _pattern(ctx: Any, written: Any) -> Sentence:
    if ctx["pattern"] == "^[^=]":
        return Sentence("equals-sign", "Expected an expression without `=` before it.", "Leave the `=` out.")
    code, wanted, hint = _PATTERNS.get(
        ctx["pattern"], ("wrong-value", Said("text like {pattern}", pattern=ctx["pattern"]), "")
    )
    return Sentence(code, Said("Expected {wanted}, but found {found}.", wanted=wanted, found=found(written)), hint)


def _literal(ctx: Any, written: Any) -> Sentence:
    allowed = re.findall(r"'([^']*)'", ctx["expected"])
    hint = did_you_mean(written, allowed) if isinstance(written, str) else ""
    return Sentence(
        "not-one-of", Said("Expected {names}, but found {found}.", names=listed(allowed), found=found(written)), hint
    )


def _expected(wanted: str, hint: str = "") -> Any:
    return lambda ctx, written: Sentence(
        "wrong-type", Said("Expected {wanted}, but found {found}.", wanted=wanted, found=found(written)), hint
    )


def _empty(ctx: Any, written: Any) -> Sentence:
    return Sentence("empty", "Expected something here, but it is empty.", "Write it, or leave the key out.")


def _too_long(ctx: Any, written: Any) -> Sentence:
    most = ctx.get("max_length")
    measure = "entries" if isinstance(written, list | dict) else "characters"
    return Sentence("too-long", Said("Expected at most {most} {measure}.", most=most, measure=measure))


_YES_NO = _expected("`true` or `false`")
_WHOLE = _expected("a whole number of 1 or more")
_BY_TYPE: dict[str, Any] = {
    "string_pattern_mismatch": _pattern,
    "literal_error": _literal,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_type": _expected("a text"),
    "dict_type": _expected("a map of keys"),
    "list_type": _expected("a list", "A list is written in brackets: `[a, b]`."),
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "greater_than_equal": _WHOLE,
}

"""Conditions of a definition in words: fields and choices by name, operators as people write them, in both languages.

What is meant for people only; nothing reads it back.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.expressions.tokens import END, NAME, STRING, SYMBOL, Token, tokenize
from engine.insight.negations import said_plainly
from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.types import field_at

LANGUAGES = ("zh", "en")
_WORDS: Mapping[str, tuple[str, str]] = {
    "and": ("且", "and"), "or": ("或", "or"), "not": ("非", "not"), "true": ("是", "yes"), "false": ("否", "no"),
    "null": ("空", "empty"), "in": ("属于", "in"), "between": ("介于", "between"), "if": ("如", "if"),
    "then": ("则", "then"), "else": ("否则", "else"), "initiator": ("发起人", "the starter"),
    "count": ("数量", "count"), "sum": ("合计", "sum"), "every": ("每个", "every"), "some": ("有", "some"),
    "satisfies": ("满足", "satisfies"), "settings": ("设置", "setting"),
}  # fmt: skip
_SIGNS: Mapping[str, str] = {">=": "≥", "<=": "≤", "!=": "≠", "*": "×", "-": "−"}
_TIGHT_BEFORE = frozenset(",.)]")
_TIGHT_AFTER = frozenset("(.[")


def condition_in_words(plan: Plan, condition: str, *, holds: bool = True) -> dict[str, str]:
    """A condition as people would say it, by language; where it does not hold, its opposite."""
    plain = said_plainly(condition, holds=holds)
    return {language: _filled(_told(plan, plain, language)) for language in LANGUAGES}


_FILLED = (
    (" ≠ 空", " 已填"), (" = 空", " 未填"), (" ≠ empty", " is filled"), (" = empty", " is empty"),
    (" 非 属于 ", " 不属于 "),
)  # fmt: skip


def _filled(said: str) -> str:
    """Nobody says that a field does not equal nothing, or is not among some by two words."""
    for formal, plain in _FILLED:
        said = said.replace(formal, plain)
    return said


def _told(plan: Plan, condition: str, language: str, deep: int = 2) -> str:
    said, last_field, glue = "", None, True
    for token, path in _read(tokenize(condition)):
        field = field_at(plan.definition.data, path) if path else None
        last_field = field or _setting(plan, path) or last_field
        word = _word(token, path, field, last_field, plan, language, deep)
        tight = glue or (token.kind == SYMBOL and token.text in _TIGHT_BEFORE)
        called = token.kind == SYMBOL and token.text == "(" and said[-1:].isalnum()
        said += word if tight or called else f" {word}"
        glue = token.kind == SYMBOL and token.text in _TIGHT_AFTER
    return said


def _setting(plan: Plan, path: str) -> Field | None:
    of, _, name = path.partition(".")
    return plan.definition.settings.get(name) if of == "settings" else None


def _read(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """The tokens, those of one path as one; with the path, where it is one."""
    skip = 0
    paths = {id(first): (path, count) for (path, count), first in _starts(tokens)}
    for token in tokens:
        if token.kind == END:
            return
        if skip:
            skip -= 1
            continue
        path, count = paths.get(id(token), ("", 1))
        skip = count - 1
        yield token, path


def _paths(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    yield from (found for found, _ in _starts(tokens))


def _starts(tokens: list[Token]) -> Iterator[tuple[tuple[str, int], Token]]:
    """Every path with its number of tokens, and its first token."""
    position = 0
    while position < len(tokens):
        first = tokens[position]
        if first.kind != NAME:
            position += 1
            continue
        parts, count = [first.text], 1
        while (
            position + count + 1 < len(tokens)
            and tokens[position + count].text == "."
            and tokens[position + count + 1].kind == NAME
        ):
            parts.append(tokens[position + count + 1].text)
            count += 2
        yield (".".join(parts), count), first
        position += count


def _word(
    token: Token, path: str, field: Field | None, near: Field | None, plan: Plan, language: str, deep: int
) -> str:
    """One word; a calculated field without a name is told by what it is calculated from."""
    if token.kind == STRING:
        return _value(token.text[1:-1], near, language)
    if token.kind == SYMBOL:
        return _SIGNS.get(token.text, token.text)
    if field is not None:
        if field.name is None and field.formula is not None and deep:
            return f"({_told(plan, field.formula, language, deep - 1)})"
        return _name(path, plan, language)
    if path.startswith("steps."):
        return _of_step(path, plan, language)
    if (related := _of_related(path, plan, language)) is not None:
        return related
    if path.startswith("settings."):
        found = _setting(plan, path)
        return text_in(found.name, language) if found is not None and found.name else path.partition(".")[2]
    known = _WORDS.get(token.text)
    return (known[0] if language == "zh" else known[1]) if known and "." not in path else path or token.text


def _value(value: str, field: Field | None, language: str) -> str:
    """A text: the label of a choice, where the field before it is one."""
    label = (field.values or {}).get(value) if field is not None else None
    if label is not None and text_in(label, language):
        return text_in(label, language)
    return f"“{value}”"


def _name(path: str, plan: Plan, language: str) -> str:
    """A field by name; a part of one with what it is a part of."""
    parts = path.split(".")
    names = []
    for count in range(1, len(parts) + 1):
        field = field_at(plan.definition.data, ".".join(parts[:count]))
        name = text_in(field.name, language) if field is not None and field.name else parts[count - 1]
        names.append(name)
    return ("的" if language == "zh" else " / ").join(names)


_OF_RELATED = {
    "key": ("的编号", "number of"), "used": ("已用", "used of"), "limit": ("的限额", "limit of"),
    "process": ("的种类", "process of"), "case": ("的案件号", "id of"),
}  # fmt: skip


def _of_related(path: str, plan: Plan, language: str) -> str | None:
    """What is known of a related case; None for all other paths."""
    field, part = plan.definition.data.get(path.partition(".")[0]), path.partition(".")[2]
    if field is None or field.type != "case" or part not in _OF_RELATED:
        return None
    zh, en = _OF_RELATED[part]
    name = text_in(field.name, language) or path.partition(".")[0]
    return f"{name}{zh}" if language == "zh" else f"{en} {name}"


def _of_step(path: str, plan: Plan, language: str) -> str:
    _, step_id, *rest = (*path.split("."), "")
    step: Any = plan.steps.get(step_id)
    name = text_in(step.name, language) if step is not None and step.name else step_id
    what = {"outcome": ("的结果", "outcome of "), "done": ("已完成", "done: "), "by": ("的办理人", "who did ")}
    zh, en = what.get(rest[0], ("", ""))
    return f"「{name}」{zh}" if language == "zh" else f"{en}“{name}”"

"""Checks calls: is there such a function, with so many arguments, of these types?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from engine.expressions import syntax as s
from engine.expressions import types as ty
from engine.expressions.builtins import BUILTINS
from engine.expressions.builtins.registry import Builtin
from engine.expressions.checking.compatibility import is_open, list_element_of, may_stand_for, may_stay
from engine.expressions.checking.scope import Frame, nearest
from engine.expressions.conversions import type_of_literal
from engine.expressions.far_moments import read_date, read_date_time, read_time
from engine.expressions.signatures import Parameter, Signature
from engine.expressions.temporal import duration_from_text
from engine.expressions.types import FeelType
from engine.said import Said

if TYPE_CHECKING:
    from engine.expressions.checking.checker import Checker


def check_call(checker: Checker, node: s.Call, frame: Frame) -> FeelType:
    """The type of a call's value."""
    kinds = _argument_types(checker, node, frame)
    if not isinstance(node.function, s.Name):
        return _call_of_value(checker, node, checker.type_of(node.function, frame), kinds)
    name = node.function.name
    local = frame.find(name)
    if local is None and name in BUILTINS:
        return _call_of_builtin(checker, node, BUILTINS[name], kinds)
    declared = local or checker.scope.functions.get(name) or checker.scope.names.get(name)
    if declared is not None:
        return _call_of_value(checker, node, declared, kinds)
    if frame.may_be_field():
        return ty.ANY
    hint = nearest(name, [*BUILTINS, *checker.scope.functions])
    return checker.problem(
        node.column, "unknown-function", Said("Expected a known function, but `{name}` is none", name=name), hint
    )


def _argument_types(checker: Checker, node: s.Call, frame: Frame) -> list[FeelType]:
    kinds: list[FeelType] = []
    for argument in node.arguments:
        if isinstance(argument, s.FunctionLiteral) and kinds:
            # `sort(lines, function(a, b) …)`: the function will be called with elements of the list.
            kinds.append(checker.function_with(argument, list_element_of(kinds[0]), frame))
        else:
            kinds.append(checker.type_of(argument, frame))
    return kinds


def _call_of_value(checker: Checker, node: s.Call, function: FeelType, kinds: list[FeelType]) -> FeelType:
    if is_open(function):
        return ty.ANY
    if function.kind != "function":
        name = node.function.name if isinstance(node.function, s.Name) else "this"
        return checker.problem(
            node.column,
            "unknown-function",
            Said("Expected a function, but `{name}` is a {function}", name=name, function=function),
        )
    result = function.of or ty.ANY
    if function.parameters is None:
        return result
    if len(function.parameters) != len(kinds):
        message = Said(
            "Expected {count} arguments, but there are {count2}", count=len(function.parameters), count2=len(kinds)
        )
        checker.problem(node.column, "wrong-arity", message)
    elif node.names is None:
        for wanted, given, argument in zip(function.parameters, kinds, node.arguments, strict=True):
            if not may_stand_for(given, wanted):
                checker.problem(
                    s.column_of(argument),
                    "wrong-type",
                    Said("Expected a {wanted}, but it is a {given}", wanted=wanted, given=given),
                )
    return result


def _call_of_builtin(checker: Checker, node: s.Call, builtin: Builtin, kinds: list[FeelType]) -> FeelType:
    possible = [signature for signature in builtin.signatures if _shape_fits(signature, node)]
    if not possible:
        forms = " / ".join(f"`{signature.text}`" for signature in builtin.signatures)
        given = Said("named {names}", names=", ".join(node.names)) if node.names else f"{len(kinds)}"
        message = Said("Expected {forms}, but the arguments are {given}", forms=forms, given=given)
        return checker.problem(node.column, "wrong-arity", message)
    for fits in (may_stay, may_stand_for):
        for signature in possible:
            if _misfit(signature, node, kinds, fits) is None:
                return _made_of_text(checker, node) or _result(signature, kinds)
    index, parameter = _misfit(possible[0], node, kinds, may_stand_for) or (0, possible[0].parameters[0])
    wanted = _wanted(possible, index) or str(parameter.type)
    message = Said(
        "Expected a {wanted} for `{name}` of `{name2}`, but it is a {word}",
        wanted=wanted,
        name=parameter.name,
        name2=builtin.name,
        word=kinds[index],
    )
    return checker.problem(s.column_of(node.arguments[index]), "wrong-type", message)


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "date": read_date,
    "time": read_time,
    "date and time": lambda text: read_date_time(text) or read_date(text),
    "duration": duration_from_text,
}


def _made_of_text(checker: Checker, node: s.Call) -> FeelType | None:
    """`date("2026-03-02")`: what the text spells is known beforehand, and so is that it spells nothing."""
    read = _READERS.get(node.function.name) if isinstance(node.function, s.Name) else None
    text = node.arguments[0].value if len(node.arguments) == 1 and isinstance(node.arguments[0], s.Literal) else None
    if read is None or not isinstance(text, str) or not isinstance(node.function, s.Name):
        return None
    if read(text) is None:
        message = Said('Expected a {name}, but found "{word}"', name=node.function.name, word=text[:40])
        return checker.problem(s.column_of(node.arguments[0]), "wrong-type", message)
    return type_of_literal(read(text)) if node.function.name == "duration" else None


def _wanted(signatures: Sequence[Signature], index: int) -> str:
    kinds = dict.fromkeys(
        str(signature.parameters[min(index, len(signature.parameters) - 1)].type) for signature in signatures
    )
    return " or ".join(kinds)


def _shape_fits(signature: Signature, node: s.Call) -> bool:
    if node.names is None:
        return signature.accepts_count(len(node.arguments))
    known = {parameter.name: parameter for parameter in signature.parameters}
    needed = {name for name, parameter in known.items() if not parameter.optional}
    return set(node.names) <= set(known) and needed <= set(node.names)


def _misfit(
    signature: Signature, node: s.Call, kinds: Sequence[FeelType], fits: Callable[[FeelType, FeelType], bool]
) -> tuple[int, Parameter] | None:
    by_name = {parameter.name: parameter for parameter in signature.parameters}
    for index, kind in enumerate(kinds):
        if node.names is not None:
            parameter = by_name[node.names[index]]
        else:
            parameter = signature.parameters[min(index, len(signature.parameters) - 1)]
        if not fits(kind, parameter.type) and not (parameter.many and node.names):
            return index, parameter
    return None


def _result(signature: Signature, kinds: Sequence[FeelType]) -> FeelType:
    kind = signature.result.kind
    if kind == "element":
        return list_element_of(kinds[0]) if kinds else ty.ANY
    if kind == "list_of_element":
        return ty.list_of(list_element_of(kinds[0])) if kinds else ty.LIST
    if kind == "same":
        return list_element_of(kinds[0]) if kinds else ty.ANY
    return signature.result

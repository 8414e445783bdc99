"""How built-in functions are declared, found and called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import DecimalException
from typing import Any, Final, NamedTuple

from engine.expressions.conversions import MISMATCH, conforms, converted, kind_of
from engine.expressions.errors import NeedsWorld
from engine.expressions.evaluation import Function, Run
from engine.expressions.far_moments import FarMoment
from engine.expressions.signatures import Parameter, Signature, read_signature
from engine.expressions.values import taken_in


class NoValue(Exception):
    """The function has no value for these arguments; the message says why."""


class CallSite(NamedTuple):
    """Where a function is called: the running evaluation, and the column in the text."""

    run: Run
    column: int


class Builtin:
    """One function of the language.

    `site`: it takes the call site as first argument; `far`: it can take moments that Python's classes cannot hold
    where it wants a date or time; `world`: the caller answers.
    """

    __slots__ = ("far", "function", "name", "signatures", "site", "value", "world")

    def __init__(
        self,
        name: str,
        signatures: tuple[Signature, ...],
        function: Callable[..., Any] | None,
        site: bool = False,
        far: bool = False,
    ) -> None:
        self.name = name
        self.signatures = signatures
        self.function = function
        self.site = site
        self.far = far
        self.world = function is None
        parameters = tuple(parameter.name for parameter in signatures[0].parameters)
        self.value = Function(name, None if signatures[0].most is None else parameters, self.call)

    def call(self, run: Run, arguments: Sequence[Any], names: tuple[str, ...] | None, column: int) -> Any:
        """The function's value; null, with a warning, where it has none."""
        weight = sum(len(value) for value in arguments if isinstance(value, _SIZED)) // 8
        run.spend(2 + 2 * len(self.signatures) + weight, column)
        bound = self._bind(arguments, names)
        if bound is None:
            if run.budget is not None:
                run.warn(f"`{self.name}`: {self._why_not(arguments, names)}", column)
            return None
        if self.function is None:
            return self._ask_world(run, bound)
        try:
            return self.function(CallSite(run, column), *bound) if self.site else self.function(*bound)
        except NoValue as reason:
            run.warn(f"`{self.name}`: {reason}", column)
        except (DecimalException, OverflowError, ValueError, ZeroDivisionError):
            run.warn(f"`{self.name}` has no value for these arguments", column)
        return None

    def _ask_world(self, run: Run, bound: list[Any]) -> Any:
        answer = run.functions.get(self.name) if run.functions else None
        if answer is None:
            raise NeedsWorld(self.name, bound)
        return taken_in(answer(*bound))

    def _forms(self, arguments: Sequence[Any], names: tuple[str, ...] | None) -> list[tuple[Signature, Sequence[Any]]]:
        """The signatures that take so many (or so named) arguments, each with the arguments in its order."""
        possible = [(signature, _in_order(signature, arguments, names)) for signature in self.signatures]
        forms = [(signature, ordered) for signature, ordered in possible if ordered is not None]
        if len(forms) > 1:
            # A form that takes the arguments as they are goes before one that has to convert them.
            forms.sort(key=lambda form: not _fits(*form))
        return forms

    def _bind(self, arguments: Sequence[Any], names: tuple[str, ...] | None) -> list[Any] | None:
        for signature, ordered in self._forms(arguments, names):
            pairs = zip(_parameters(signature, len(ordered)), ordered, strict=True)
            bound = [self._taken(parameter, value) for parameter, value in pairs]
            if not any(value is MISMATCH for value in bound):
                return bound
        return None

    def _taken(self, parameter: Parameter, value: Any) -> Any:
        """The value as the parameter takes it, or MISMATCH."""
        if value is _ABSENT:
            return None
        taken = converted(value, parameter.type)
        if taken is None:
            return None if parameter.nullable else MISMATCH
        is_far = isinstance(taken, FarMoment) and parameter.type.kind == taken.kind
        return MISMATCH if is_far and not self.far else taken

    def _why_not(self, arguments: Sequence[Any], names: tuple[str, ...] | None) -> str:
        for signature, ordered in self._forms(arguments, names):
            for parameter, value in zip(_parameters(signature, len(ordered)), ordered, strict=True):
                if self._taken(parameter, value) is MISMATCH:
                    return f"Expected {parameter.type} for `{parameter.name}`, but it is {kind_of(value)}"
        forms = " or ".join(signature.text for signature in self.signatures)
        return f"Expected {forms}, but the arguments are {', '.join(names) if names else len(arguments)}"


_SIZED: Final = (list, tuple, str, dict)


class _Absent:
    pass


_ABSENT: Final = _Absent()


def _in_order(signature: Signature, arguments: Sequence[Any], names: tuple[str, ...] | None) -> Sequence[Any] | None:
    """The arguments as the signature has them; None if their number or names are others."""
    if names is None:
        return arguments if signature.accepts_count(len(arguments)) else None
    given = dict(zip(names, arguments, strict=True))
    ordered: list[Any] = []
    for parameter in signature.parameters:
        if parameter.name in given:
            value = given.pop(parameter.name)
            ordered.extend(value if parameter.many and isinstance(value, (list, tuple)) else [value])
        elif parameter.optional:
            ordered.append(_ABSENT)
        elif not parameter.many:
            return None
    return None if given else ordered


def _parameters(signature: Signature, count: int) -> list[Parameter]:
    """The parameter of each argument; the last one may take several."""
    last = signature.parameters[-1:]
    return [*signature.parameters[:count], *last * (count - len(signature.parameters))]


def _fits(signature: Signature, arguments: Sequence[Any]) -> bool:
    pairs = zip(_parameters(signature, len(arguments)), arguments, strict=True)
    return all(value is _ABSENT or conforms(value, parameter.type) for parameter, value in pairs)


BUILTINS: Final[dict[str, Builtin]] = {}


def builtin(
    *signatures: str, site: bool = False, far: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares a built-in function; arguments come in the order of the signature, already of its types."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        _add(signatures, function, site, far)
        return function

    return declare


def world_function(*signatures: str) -> None:
    """Declares a function that only the caller of the evaluation can answer."""
    _add(signatures, None)


def _add(texts: tuple[str, ...], function: Callable[..., Any] | None, site: bool = False, far: bool = False) -> None:
    name = texts[0][: texts[0].index("(")]
    BUILTINS[name] = Builtin(name, tuple(read_signature(text) for text in texts), function, site, far)

"""Which variables and functions an expression uses."""

from __future__ import annotations

from engine.expressions import syntax as s


def free_names(tree: s.Node) -> tuple[str, ...]:
    """Paths of variables that the expression does not bind itself, in order of appearance, each once.

    A path is as long as it is written (`receiver.city`, `etd.year`). A name within a filter may be a field of the
    elements instead of a variable; it is given all the same, so that nothing a value depends on is missed.
    """
    found: dict[str, None] = {}
    _walk(tree, frozenset(), found)
    return tuple(found)


def _walk(node: s.Node, bound: frozenset[str], found: dict[str, None]) -> None:
    path = _path_of(node)
    if path is not None:
        if path.split(".")[0] not in bound:
            found[path] = None
    elif isinstance(node, s.Call):
        _walk_call(node, bound, found)
    elif isinstance(node, (s.For, s.Quantified)):
        _walk_iteration(node, bound, found)
    elif isinstance(node, s.ContextLiteral):
        for name, value in node.entries:
            _walk(value, bound | {name} if isinstance(value, s.FunctionLiteral) else bound, found)
            bound |= {name}
    elif isinstance(node, s.FunctionLiteral):
        _walk(node.body, bound | {parameter.name for parameter in node.parameters}, found)
    elif isinstance(node, s.Filter):
        _walk(node.source, bound, found)
        _walk(node.test, bound | {"item"}, found)
    else:
        for child in s.children(node):
            _walk(child, bound, found)


def _walk_call(node: s.Call, bound: frozenset[str], found: dict[str, None]) -> None:
    if not isinstance(node.function, s.Name):
        _walk(node.function, bound, found)
    for argument in node.arguments:
        _walk(argument, bound, found)


def _walk_iteration(node: s.For | s.Quantified, bound: frozenset[str], found: dict[str, None]) -> None:
    for iterator in node.iterators:
        _walk(iterator.domain, bound, found)
        if iterator.until is not None:
            _walk(iterator.until, bound, found)
        bound |= {iterator.name}
    if isinstance(node, s.For):
        bound |= {"partial"}
    _walk(node.body, bound, found)


def _path_of(node: s.Node) -> str | None:
    if isinstance(node, s.Name):
        return node.name
    if isinstance(node, s.Path):
        source = _path_of(node.source)
        return None if source is None else f"{source}.{node.name}"
    return None


def called_names(tree: s.Node) -> tuple[str, ...]:
    """The names of the functions that the expression calls, in order of appearance, each once."""
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, s.Call) and isinstance(node.function, s.Name):
            found[node.function.name] = None
        waiting.extend(reversed(s.children(node)))
    return tuple(found)

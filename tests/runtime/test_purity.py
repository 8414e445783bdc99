"""Nothing in the core or in workflow code looks at the world: held by reading the source.

What runs unsandboxed in a workflow must make the same turn on every machine and at every replay. So: no clock, no
chance, no order that differs between runs (sets), no environment, no files, no network.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN_MODULES = {
    "os", "sys", "time", "random", "secrets", "uuid", "uuid_utils", "socket", "ssl", "http", "urllib", "io", "pathlib",
    "tempfile", "shutil", "glob", "subprocess", "threading", "multiprocessing", "concurrent", "logging", "structlog",
    "platform", "locale", "getpass", "signal", "ctypes", "sqlite3", "httpx2", "sqlalchemy", "aiosmtplib",
}  # fmt: skip
WITH_A_REASON = {
    "engine/model/steps/__init__.py": {"sys"},  # the modules of the models are given the name `Step`, at import
    "workflows/replaying.py": {"concurrent", "asyncio.wait"},  # reads histories; no workflow runs it
    "workflows/timer.py": {"workflow.now"},  # how long to wait, which no replay compares
}

FORBIDDEN_CALLS = {
    "open", "input", "print", "exec", "eval", "__import__", "hash",
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.fromtimestamp", "date.fromtimestamp",
    "time.time", "time.monotonic", "time.perf_counter", "uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4", "uuid7",
    "os.getenv", "os.urandom", "random.random", "random.choice", "secrets.token_hex",
    "workflow.now", "workflow.time", "workflow.random", "workflow.uuid4", "asyncio.sleep", "asyncio.wait",
}  # fmt: skip
"""Of `workflow.*`: its clock differs between first run and replay around local activities; instants come with stimuli."""


def modules() -> list[Path]:
    return [path for room in ("engine", "workflows") for path in sorted((ROOT / room).rglob("*.py"))]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, (node.module or "").split(".")[0]


def dotted(node: ast.expr) -> str:
    """`datetime.now` of a call's function; empty for anything longer or calculated."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def is_set(node: ast.expr) -> bool:
    """A set, as far as reading one expression can tell."""
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.Call):
        return dotted(node.func) in ("set", "frozenset")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor):
        return is_set(node.left) or is_set(node.right)
    return False


def sets_by_name(scope: ast.AST) -> set[str]:
    """Names that are given a set, or are annotated as one, in a function or module."""
    found = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and is_set(node.value):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and of_sets(node.annotation):
            found.add(node.target.id)
        elif isinstance(node, ast.arg) and node.annotation is not None and of_sets(node.annotation):
            found.add(node.arg)
    return found


def of_sets(annotation: ast.expr) -> bool:
    return ast.unparse(annotation).startswith(("set[", "frozenset[", "AbstractSet[", "set", "frozenset"))


ORDERING = ("sorted", "min", "max", "len", "any", "all", "sum", "set", "frozenset")
"""What takes a set and gives something that does not depend on its order."""


def iterations(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """Every place at which something is gone through in its own order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            yield getattr(node, "lineno", node.iter.lineno), node.iter
        elif isinstance(node, ast.Starred):
            yield node.lineno, node.value
        elif isinstance(node, ast.Call):
            name = dotted(node.func)
            goes_through = name in (
                "list",
                "tuple",
                "iter",
                "next",
                "enumerate",
                "zip",
                "map",
                "filter",
                "dict.fromkeys",
            )
            joins = isinstance(node.func, ast.Attribute) and node.func.attr in ("join", "extend")
            if goes_through or joins:
                yield from ((node.lineno, argument) for argument in node.args)


def ordered_again(tree: ast.AST) -> set[int]:
    """Comprehensions whose order is lost at once, in `sorted(...)`, `any(...)` and the like; by the id of their node."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.SetComp):
            found.update(id(generator.iter) for generator in node.generators)
        if isinstance(node, ast.Call) and dotted(node.func) in ORDERING:
            for argument in node.args:
                if isinstance(argument, ast.GeneratorExp | ast.ListComp):
                    found.update(id(generator.iter) for generator in argument.generators)
                found.add(id(argument))
    return found


@pytest.mark.parametrize("path", modules(), ids=named)
def test_imports_nothing_that_knows_the_world(path: Path) -> None:
    forbidden = FORBIDDEN_MODULES - WITH_A_REASON.get(named(path), set())
    found = [f"{named(path)}:{line} imports {module}" for line, module in imports(tree_of(path)) if module in forbidden]
    assert not found


@pytest.mark.parametrize("path", modules(), ids=named)
def test_calls_no_clock_no_chance_and_no_file(path: Path) -> None:
    forbidden = FORBIDDEN_CALLS - WITH_A_REASON.get(named(path), set())
    found = [
        f"{named(path)}:{node.lineno} calls {dotted(node.func)}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and dotted(node.func) in forbidden
    ]
    assert not found


@pytest.mark.parametrize("path", modules(), ids=named)
def test_goes_through_no_set(path: Path) -> None:
    tree = tree_of(path)
    harmless = ordered_again(tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = [f"{named(path)}:{line}" for line, what in iterations(tree) if is_set(what) and id(what) not in harmless]
    for scope in functions:
        names = sets_by_name(scope)
        found += [
            f"{named(path)}:{line} {what.id}"
            for line, what in iterations(scope)
            if isinstance(what, ast.Name) and what.id in names and id(what) not in harmless
        ]
    assert not found, "Expected no set to be gone through in its own order"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_keeps_nothing_between_two_turns(path: Path) -> None:
    """No `global`, and nothing that grows at module level but caches of pure functions."""
    found = [f"{named(path)}:{node.lineno}" for node in ast.walk(tree_of(path)) if isinstance(node, ast.Global)]
    assert not found


def test_notices_what_it_forbids() -> None:
    """The lint itself: each of these lines is found."""
    for line in (
        "for x in {1, 2}: pass",
        "list(set(a))",
        "[x for x in a | set(b)]",
        "','.join({c for c in d})",
        "(*{1},)",
    ):
        assert any(is_set(found) for _, found in iterations(ast.parse(line))), line
    assert dotted(ast.parse("datetime.now()").body[0].value.func) in FORBIDDEN_CALLS  # type: ignore[attr-defined]
    scope = ast.parse("def walk(names: frozenset[str], more):\n    others = set(more)\n    seen: set[str] = more")
    assert sets_by_name(scope) == {"names", "others", "seen"}

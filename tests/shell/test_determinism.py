"""What replay rests on: nothing in the core or in a workflow depends on a clock, on chance or on the order of a set.

The workflows run without the SDK's sandbox, so this is held here, by reading the source.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def modules() -> list[Path]:
    """The modules of the project that run inside a workflow: all that importing it brings along."""
    program = (
        "import sys, workflows.case; print(*(m.__file__ for n, m in sys.modules.items()"
        " if n.split('.')[0] in ('engine', 'workflows') and m.__file__), sep='\\n')"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(Path(line) for line in ended.stdout.split())


MODULES = modules()
FORBIDDEN = {
    "random", "secrets", "uuid", "uuid_utils", "time", "os", "socket", "subprocess", "threading", "multiprocessing",
    "pathlib", "shutil", "tempfile", "io", "urllib", "http", "httpx2", "sqlite3", "sqlalchemy", "locale",
}  # fmt: skip
CALLS = {"open", "input", "print", "hash", "globals", "breakpoint", "exec", "eval"}
ORDERLESS = {"set", "frozenset"}
TAKES_ANY_ORDER = {"sorted", "len", "any", "all", "sum", "min", "max", "set", "frozenset", "bool"}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_set(node: ast.AST) -> bool:
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor):
        return is_set(node.left) or is_set(node.right)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ORDERLESS


def iterated(tree: ast.Module) -> list[ast.expr]:
    """Every expression that is gone through in its order."""
    loops = [node.iter for node in ast.walk(tree) if isinstance(node, ast.For | ast.AsyncFor)]
    loops += [
        part.iter
        for node in ast.walk(tree)
        if isinstance(node, ast.ListComp | ast.DictComp | ast.GeneratorExp) and not harmless(tree, node)
        for part in node.generators
    ]
    unpacked = [node.value for node in ast.walk(tree) if isinstance(node, ast.Starred)]
    listed = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in {"list", "tuple", "iter", "next", "enumerate", "dict"})
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"join", "extend", "fromkeys"})
        )
        and node.args
    ]
    return [*loops, *unpacked, *listed]


def harmless(tree: ast.Module, inner: ast.AST) -> bool:
    """Whether a generator is only counted, summed up or sorted."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in TAKES_ANY_ORDER
        and inner in node.args
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_depends_on_a_clock_on_chance_or_on_the_order_of_a_set(path: Path) -> None:
    tree = parsed(path)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [f"{node.lineno}: imports {one.name}" for one in node.names if one.name.split(".")[0] in FORBIDDEN]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FORBIDDEN:
            found.append(f"{node.lineno}: imports {node.module}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            found.append(f"{node.lineno}: calls {node.func.id}()")
    found += [f"{node.lineno}: goes through a set" for node in iterated(tree) if is_set(node)]
    assert not found


def test_the_lint_sees_what_it_is_for() -> None:
    bad = "for x in {1, 2}:\n    pass\ny = ', '.join(set(z))\nw = [q for q in {1} | v]\nu = [*{3}]"
    assert len([node for node in iterated(ast.parse(bad)) if is_set(node)]) == 4
    assert not [node for node in iterated(ast.parse("sorted(x for x in {1})")) if is_set(node)]

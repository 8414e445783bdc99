"""Who writes what: projections are written by `store.projections` alone; modules of the store stay short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.tables import metadata

STORE = Path(__file__).parents[2] / "store"
MODULES = sorted(STORE.rglob("*.py"))
PROJECTED = ("store.tables.projection", "store.tables.projected_files", "store.tables.projected_told")
WRITING = {"insert", "update", "delete", "insert_or_update", "insert_if_new"}


def _projection_names(tree: ast.Module) -> set[str]:
    """What a module calls the projection tables it imports."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in PROJECTED
        for alias in node.names
    }


def _written(tree: ast.Module) -> Iterator[str]:
    """The names of tables that a module makes inserts, updates or deletes for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in WRITING:
            yield from (argument.id for argument in node.args if isinstance(argument, ast.Name))
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITING and isinstance(node.func.value, ast.Name):
            yield node.func.value.id


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STORE)))
def test_only_projections_write_projections(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.parent.name != "projections":
        assert not _projection_names(tree) & set(_written(tree))


def test_every_table_is_explained_to_operators() -> None:
    page = (STORE.parent / "docs" / "operations-store.md").read_text(encoding="utf-8")
    assert [name for name in metadata.tables if f"`{name}`" not in page] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STORE)))
def test_a_module_of_the_store_is_not_too_long(path: Path) -> None:
    if path.parent.name != "versions":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 320

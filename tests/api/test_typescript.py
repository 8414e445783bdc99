"""The pages are checked against the shapes the API has."""

from pathlib import Path

from api.typescript import as_typescript

SCHEMA = Path(__file__).parents[2] / "web" / "src" / "api" / "schema.ts"


def test_the_pages_know_the_shapes_as_they_are() -> None:
    again = "run `python -m api.typescript > web/src/api/schema.ts`"
    assert SCHEMA.read_text() == as_typescript(), again

"""The pages about the language are true: examples compile, tables name every property, codes and events exist.

Blocks that begin with ```yaml and one of these words are examples:

`definition`, a whole one; `part`, top keys of one, put into the smallest frame that has the rest; `steps`, a list of
steps, put into that frame, with an end if it has none. Examples without data of their own have those of `FIELDS`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from cli.folder import Folder
from engine.compiler import Known, compile_definition, compile_definitions
from engine.model.base import Model
from engine.model.fields import FieldType
from engine.model.process import ProcessDefinition
from engine.model.steps import STEP_KINDS
from engine.model.steps.base import StepBase
from engine.model.steps.decision import HitPolicy
from engine.model.who import Verb
from engine.runtime.events import Event

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGE = DOCS / "language.md"
CODES = DOCS / "codes.md"
KINDS = {type_.__module__.rpartition(".")[2]: type_ for type_ in STEP_KINDS.values()}
"""The stem under which a kind stands in every room, to its model."""

PAGES = {stem: DOCS / "steps" / f"{stem}.md" for stem in KINDS}
ALL_PAGES = [*PAGES.values(), LANGUAGE, CODES, DOCS / "human-work.md"]
HEADINGS = ["When to use", "Properties", "Example", "What happens", "Gotchas", "Related"]
REACTION = {"set", "steps", "next"}
"""Explained once, in the reference."""

NOT_WRITTEN = {"inherited", "batch_of"}
"""In the models only because plans carry them."""

FRAME = {
    "process": "process: example",
    "name": "name: {zh: 例, en: Example}",
    "department": "department: ecommerce",
    "business_key": "business_key: order_no",
    "start": "start:\n  taken: {by: {role: employee}}",
    "steps": "steps:\n  - end: finished",
}
FIELDS = """\
data:
  order_no: {type: text, numbering: 'TB-{nnn}'}
  amount:   {type: money, currency: CNY, default: 0}
  etd:      {type: date}
  handling_dept: {type: department, default: legal}
  received_at: {type: date_time, default: =now()}
  lines:    {type: table, fields: {sku: {type: text}, qty: {type: integer}}}
"""
_BLOCK = re.compile(r"^```yaml (definition|part|steps)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")


# -- examples -------------------------------------------------------------------------------------------------------


def _examples() -> Iterator[Any]:
    for page in ALL_PAGES:
        text = page.read_text("utf-8")
        for found in _BLOCK.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield pytest.param(page, found[1], found[2], id=f"{page.stem}:{line}")


EXAMPLES = list(_examples())


def framed(marker: str, written: str) -> str:
    """The definition an example is part of."""
    if marker == "definition":
        return written
    if marker == "steps":
        ends = "" if re.search(r"^- \{?end:", written, re.M) else "  - end: finished\n"
        written = f"steps:\n{indent(written, '  ')}{ends}"
    keys = set(re.findall(r"^([a-z_]+):", written, re.M))
    if "data" not in keys:
        written = f"{FIELDS}{written}"
    elif not re.search(r"^  order_no:", written, re.M):
        written = re.sub(r"^data:\n", "data:\n  order_no: {type: text, numbering: 'TB-{nnn}'}\n", written, flags=re.M)
    return "\n".join([*(line for key, line in FRAME.items() if key not in keys), written])


@cache
def company() -> Known:
    return Folder(ROOT / "definitions").known


@pytest.mark.parametrize(("page", "marker", "written"), EXAMPLES)
def test_example_compiles_without_problems(page: Path, marker: str, written: str) -> None:
    called = [whole for kind, whole in _BLOCK.findall(page.read_text("utf-8")) if kind == "definition"]
    texts = {f"called-{number}.yaml": text for number, text in enumerate(called) if text != written}
    text = framed(marker, written)

    compiled = compile_definitions({"example.yaml": text, **texts}, company(), only=("example.yaml",))["example.yaml"]

    wrong = [str(problem) for problem in compiled.problems if problem.severity != "planned"]
    assert not wrong, "\n".join([*wrong, text])
    assert compiled.plan is not None


def test_wrong_example_would_be_found() -> None:
    text = framed("steps", "- {user_task: approve, assign: {role: nobody_has_it}}\n")

    assert [found.code for found in compile_definition(text, "x.yaml", known=company()).problems] == ["unknown-role"]


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_every_block_of_yaml_says_what_it_is(page: Path) -> None:
    assert not re.findall(r"^```yaml(?! (?:definition|part|steps)$).*", page.read_text("utf-8"), re.M)


# -- pages of the kinds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", PAGES)
def test_page_is_called_like_its_kind_and_has_the_headings_in_order(stem: str) -> None:
    text = PAGES[stem].read_text("utf-8")

    assert text.startswith(f"# {KINDS[stem].kind}\n")  # type: ignore[attr-defined]
    assert re.findall(r"^## (.*)$", text, re.M) == HEADINGS


@pytest.mark.parametrize("stem", PAGES)
def test_page_shows_its_kind_in_an_example(stem: str) -> None:
    kind = KINDS[stem].kind  # type: ignore[attr-defined]

    assert re.search(rf"^ *- \{{?{kind}: ", section(PAGES[stem], "Example"), re.M)


@pytest.mark.parametrize("stem", PAGES)
def test_table_of_properties_names_exactly_what_the_kind_has(stem: str) -> None:
    rows = re.findall(r"^\| ((?:`[a-z_]+` ?)+)\|", section(PAGES[stem], "Properties").split("\n\n| `hit` |")[0], re.M)
    named = {name for row in rows for name in words(row)}

    assert named == own_properties(KINDS[stem])


@pytest.mark.parametrize("stem", PAGES)
def test_page_names_every_property_of_the_parts_of_its_kind(stem: str) -> None:
    wanted = {name for part in own_parts(KINDS[stem]) for name in names_of(part)}

    assert wanted <= words(section(PAGES[stem], "Properties")) | REACTION


def own_properties(kind: type[Model]) -> set[str]:
    """What a kind has besides what every step may have; what it declares anew counts as its own."""
    declared = kind.model_fields if not issubclass(kind, StepBase) else kind.__annotations__
    fields = {kind.model_fields[name].alias or name for name in declared if name in kind.model_fields}
    return fields - {kind.kind}  # type: ignore[attr-defined]


def own_parts(kind: type[Model]) -> list[type[Model]]:
    """The models that belong to a kind: an outcome, a rule, a branch, …"""
    return [one for one in every_model(Model) if one.__module__ == kind.__module__ and one is not kind]


def names_of(model: type[BaseModel]) -> set[str]:
    return {one.alias or name for name, one in model.model_fields.items()} - NOT_WRITTEN


def every_model(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for inner in model.__subclasses__():
        yield from every_model(inner)


# -- the reference --------------------------------------------------------------------------------------------------


def test_reference_and_pages_name_every_property_of_the_language() -> None:
    explained = {word for page in [LANGUAGE, *PAGES.values()] for word in words(page.read_text("utf-8"))}
    written = [one for one in every_model(Model) if one.__module__.startswith("engine.model")]
    missing = {f"{model.__name__}.{name}" for model in written for name in names_of(model) - explained}

    assert not missing


def test_reference_has_a_line_for_every_top_key_and_every_common_property() -> None:
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?: · )?)+) \|", LANGUAGE.read_text("utf-8"), re.M)
    named = {name for row in rows for name in words(row)}

    assert names_of(ProcessDefinition) <= named
    assert names_of(StepBase) <= named


def test_reference_names_every_type_verb_kind_and_hit_policy() -> None:
    pages = [LANGUAGE, PAGES["decision"], PAGES["user_task"]]
    explained = {word for page in pages for word in words(page.read_text("utf-8"))}

    assert {*get_args(FieldType), *get_args(Verb), *get_args(HitPolicy), *STEP_KINDS} <= explained


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for path, anchor in _LINK.findall(page.read_text("utf-8")):
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor[1:] not in anchors(target)):
            dead.append(path + anchor)

    assert not dead


@cache
def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# -- codes and events -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "kind"), [("Refused", "Rejected"), ("Parked", "Parked")])
def test_tables_of_codes_are_those_of_the_runtime(title: str, kind: str) -> None:
    table = section(CODES, title).split("At the door")[0]
    listed = re.findall(r"^\| `([a-z…-]+)` \|", table, re.M)

    assert listed == sorted(set(listed))
    assert set(listed) == codes_of(kind)


def test_codes_of_the_door_are_in_the_sources() -> None:
    table = section(CODES, "Refused").split("At the door")[1]
    listed = {code for row in re.findall(r"^\| (`[a-z` -]+`) \|", table, re.M) for code in re.findall(r"`(.*?)`", row)}
    sources = "".join(
        path.read_text("utf-8")
        for room in (
            "activities",
            "api",
            "store",
            "workflows",
            "engine/administering",
            "engine/people",
            "engine/runtime",
        )
        for path in (ROOT / room).rglob("*.py")
    )

    assert {code for code in listed if f'"{code}"' not in sources} == set()


@pytest.mark.parametrize("stem", PAGES)
def test_page_names_only_events_and_codes_that_exist(stem: str) -> None:
    text = section(PAGES[stem], "What happens")
    named = set(re.findall(r"`([a-z]+(?:-(?:[a-z]+|…))+)`", text))
    known = event_kinds() | codes_of("Rejected") | codes_of("Parked")
    prefixes = tuple(code.removesuffix("…") for code in codes_of("Parked") if code.endswith("…"))

    assert {name for name in named - known if not name.startswith(prefixes)} == set()


def test_every_event_is_explained_somewhere() -> None:
    explained = "".join(page.read_text("utf-8") for page in ALL_PAGES)

    assert {kind for kind in event_kinds() if f"`{kind}`" not in explained} == set()


@cache
def event_kinds() -> frozenset[str]:
    return frozenset(one.kind for one in get_args(Event))


_REFUSING_QUESTIONS = {"AskSignature": 2, "AskMay": 2, "AskNoneOf": 2, "AskWindow": 3}
"""Questions of which an answer refuses the turn, with the place of the code among their arguments."""

_RAISES = {"Rejected": {"Rejected", "Refusal", "_refused"}, "Parked": {"Parked"}}


_FIELD_ERRORS = ("errors.add", "self.add", "FieldError")
"""What is wrong with a field of a form: the second thing given is the code, of which a refusal has the first."""


@cache
def codes_of(kind: str) -> frozenset[str]:
    """The codes that the runtime raises `kind` with; of the commit's questions too, which it is refused by.

    A code that is put together has `…` for what is calculated.
    """
    found = set()
    for path in (ROOT / "engine" / "runtime").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if kind == "Rejected" and ast.unparse(node.func) in _FIELD_ERRORS and len(node.args) > 1:
                found.add(_code(node.args[1]))
            if not isinstance(node.func, ast.Name):
                continue
            if node.func.id in _RAISES[kind]:
                found.add(_code(node.args[0]))
            elif node.func.id in _REFUSING_QUESTIONS and kind == "Rejected":
                found.add(_code(node.args[_REFUSING_QUESTIONS[node.func.id]]))
    return frozenset(code for code in found if code)


def _code(node: ast.expr) -> str:
    """A text as far as it is written out; empty for a name that is passed on."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


# -- reading pages --------------------------------------------------------------------------------------------------


def section(page: Path, title: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page.read_text("utf-8"), re.M | re.S)
    assert found is not None, f"Expected `## {title}` in {page.name}"
    return found[1]


def words(text: str) -> set[str]:
    """The words written as code, those inside longer pieces of it and in examples included."""
    return {word for code in re.findall(r"`+([^`]+)`+", text) for word in re.findall(r"[a-z][a-z0-9_]*", code)}

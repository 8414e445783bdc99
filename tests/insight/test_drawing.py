"""A definition as a diagram: all of it is there, nothing covers anything, 60 steps are as readable as 5."""

from itertools import combinations
from pathlib import Path

import pytest

from cli.folder import Folder
from engine.insight.drawing import Diagram, Layout, draw
from engine.insight.drawing.placing import DOWN, RIGHT
from engine.insight.drawing.reading import read_graph
from engine.insight.drawing.routing import lay_out
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition

FOLDER = Folder(Path(__file__).parents[2] / "definitions")
PLANS = {one.plan.process: one.plan for one in FOLDER.compiled(FOLDER.files, ()).values() if one.plan}


def plan_of(*steps: dict[str, object]) -> Plan:
    start = {"begin": {"by": {"role": "employee"}, "form": {"edit": ["amount"]}}}
    data = {"amount": {"type": "number", "name": {"zh": "金额", "en": "Amount"}}}
    written = {
        "process": "drawn", "name": "drawn", "department": "hr", "business_key": "amount", "data": data,
        "start": start, "steps": list(steps),
    }  # fmt: skip
    return Plan(ProcessDefinition.model_validate(written))


def task(step: str, **more: object) -> dict[str, object]:
    return {"user_task": step, "assign": {"role": "clerk"}, **more}


def covers(layout: Layout, diagram: Diagram) -> list[tuple[str, str]]:
    """Boxes that cover each other, and are not one inside the other."""
    inside = {node.id: node.inside for node in diagram.nodes}

    def around(node: str) -> set[str]:
        found: set[str] = set()
        at = inside[node]
        while at is not None:
            found.add(at)
            at = inside[at]
        return found

    return [
        (one.id, other.id)
        for one, other in combinations(layout.boxes, 2)
        if one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
        and other.id not in around(one.id) and one.id not in around(other.id)
    ]  # fmt: skip


@pytest.mark.parametrize("process", PLANS)
def test_every_step_of_every_definition_has_its_own_place(process: str) -> None:
    plan = PLANS[process]
    drawn = draw(plan, FOLDER.company.directory)
    graph = read_graph(plan)
    nodes = {node.id for node in drawn.nodes}
    unseen = {
        step for step, address in plan.list_of.items() if "undo" in address or address.endswith(("by_hand", "recheck"))
    }
    assert set(plan.steps) - unseen <= nodes
    for layout in (drawn.narrow, lay_out(graph, RIGHT)):
        assert {box.id for box in layout.boxes} == nodes
        assert not covers(layout, drawn)
        assert all(box.x >= 0 and box.x + box.width <= layout.width for box in layout.boxes)
        assert all(box.y >= 0 and box.y + box.height <= layout.height for box in layout.boxes)


@pytest.mark.parametrize("process", PLANS)
def test_every_edge_goes_from_box_to_box_within_the_drawing(process: str) -> None:
    drawn = draw(PLANS[process])
    ends = {edge.id: (edge.source, edge.target) for edge in drawn.edges}
    boxes = {box.id: box for box in drawn.narrow.boxes}
    for way in drawn.narrow.ways:
        for (x, y), node in zip((way.points[0], way.points[-1]), ends[way.id], strict=True):
            box = boxes[node]
            assert box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height, way.id
        assert all(0 <= x <= drawn.narrow.width and 0 <= y <= drawn.narrow.height for x, y in way.points)


def test_five_steps_go_from_left_to_right_and_sixty_downwards() -> None:
    short = draw(plan_of(*(task(f"s{number}") for number in range(5))))
    assert short.wide.width > short.wide.height
    long = draw(plan_of(*(task(f"s{number}") for number in range(60))))
    assert long.wide.height > long.wide.width
    assert long.narrow.width < 360


def test_a_return_goes_back_and_a_refusal_passes_by() -> None:
    outcomes = {"approve": {"name": {"zh": "同意", "en": "Approve"}}, "refuse": {"next": "refused"}}
    drawn = draw(plan_of(
        task("ask"),
        task("check", outcomes=outcomes, **{"return": {"to": ["ask"]}}),
        {"end": "agreed"}, {"end": "refused"},
    ))  # fmt: skip
    edges = {(edge.source, edge.target): edge for edge in drawn.edges}
    assert edges["check", "ask"].kind == "back"
    assert edges["check", "ask"].label["zh"] == "退回"
    assert edges["check", "agreed"].label["zh"] == "同意"
    assert edges["check", "refused"].jump
    assert edges["check", "refused"].kind == "forward"


def test_a_condition_is_told_in_words_of_both_languages() -> None:
    drawn = draw(plan_of(
        {"choose": "big", "cases": [{"if": "amount >= 500", "steps": [task("president")]}], "else": {}}, task("file"),
    ))  # fmt: skip
    edge = next(edge for edge in drawn.edges if edge.target == "president")
    assert edge.label == {"zh": "金额 ≥ 500", "en": "Amount ≥ 500"}


def test_parallel_branches_stand_beside_each_other_in_one_frame() -> None:
    branches = {"one": {"steps": [task("legal")]}, "two": {"steps": [task("finance")]}}
    graph = read_graph(plan_of({"parallel": "both", "branches": branches}, task("file")))
    boxes = {box.id: box for box in lay_out(graph, DOWN).boxes}
    assert boxes["legal"].y == boxes["finance"].y
    assert boxes["legal"].x + boxes["legal"].width < boxes["finance"].x
    assert boxes["file"].y > boxes["both"].y + boxes["both"].height


def test_a_called_process_and_a_service_are_told_by_what_people_call_them() -> None:
    plan = plan_of(
        {"call_process": "buy", "process": "procurement"}, {"service_task": "note", "service": "register.add"}
    )
    procurement = {"zh": "采购", "en": "Procurement"}
    told = {node.id: node.about for node in draw(plan, called={"procurement": procurement}).nodes}
    assert told["buy"] == procurement and told["note"]["zh"] == "登记台账"


def test_what_nobody_has_a_name_for_is_told_as_it_is_written() -> None:
    plan = plan_of({"call_process": "buy", "process": "procurement"}, {"service_task": "note", "service": "sap.post"})
    told = {node.id: node.about["zh"] for node in draw(plan).nodes if node.about}
    assert (told["buy"], told["note"]) == ("procurement", "sap.post")

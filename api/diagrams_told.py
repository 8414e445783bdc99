"""Definitions as diagrams, in the shape of answers."""

from collections.abc import Iterable, Mapping

from api.shapes.diagram import Box, Diagram, Edge, Layout, Mark, Node, Way
from api.shapes.wire import Words
from engine.insight import drawing
from engine.model.plan import Plan
from engine.people import Directory


def diagram_of(
    plan: Plan, directory: Directory | None, called: Mapping[str, Plan], marks: Iterable[Mark] = ()
) -> Diagram:
    """The diagram of a plan, with how a case or many stand in it; `called`: the processes it calls."""
    names = {process: drawing.said(one.definition.name) for process, one in called.items()}
    drawn = drawing.draw(plan, directory, names)
    nodes = {node.id for node in drawn.nodes}
    return Diagram(
        process=plan.process, plan=plan.digest, name=Words.of(drawing.said(plan.definition.name), plan.process),
        nodes=[_node(node) for node in drawn.nodes], edges=[_edge(edge) for edge in drawn.edges],
        wide=_layout(drawn.wide), narrow=_layout(drawn.narrow), marks=[mark for mark in marks if mark.node in nodes],
    )  # fmt: skip


def _node(node: drawing.Node) -> Node:
    return Node(
        id=node.id, kind=node.kind, name=_words(node.name), about=_words(node.about), when=_words(node.when),
        inside=node.inside, holds=node.holds,
    )  # fmt: skip


def _edge(edge: drawing.Edge) -> Edge:
    return Edge(id=edge.id, source=edge.source, target=edge.target, kind=edge.kind, label=_words(edge.label))


def _words(words: Mapping[str, str]) -> Words:
    return Words(zh=words.get("zh", ""), en=words.get("en", ""))


def _layout(layout: drawing.Layout) -> Layout:
    boxes = [Box(id=one.id, x=one.x, y=one.y, width=one.width, height=one.height) for one in layout.boxes]
    ways = [
        Way(
            id=one.id, points=[list(point) for point in one.points], label_at=list(one.label_at), anchor=one.anchor,
            label_width=one.label_width,
        )
        for one in layout.ways
    ]  # fmt: skip
    return Layout(width=layout.width, height=layout.height, boxes=boxes, ways=ways)

"""The whole diagram of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.insight.drawing.graph import Edge, Graph, Node, Words
from engine.insight.drawing.placing import DOWN, RIGHT
from engine.insight.drawing.reading import read_graph
from engine.insight.drawing.routing import Layout, lay_out
from engine.model.plan import Plan
from engine.people import Directory

WIDEST = 2200
"""Pixels up to which a wide drawing goes from left to right; a longer process goes downwards there too."""


@dataclass(frozen=True)
class Diagram:
    """Nodes and edges of a definition, with coordinates for wide pages and for narrow ones."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    wide: Layout
    narrow: Layout


def draw(plan: Plan, directory: Directory | None = None, called: Mapping[str, Words] = MappingProxyType({})) -> Diagram:
    """The diagram of a plan; a directory says what roles and departments are called, `called` what the processes are
    that it calls."""
    graph: Graph = read_graph(plan, directory, called)
    narrow = lay_out(graph, DOWN)
    wide = lay_out(graph, RIGHT)
    return Diagram(graph.nodes, graph.edges, wide if wide.width <= WIDEST else narrow, narrow)

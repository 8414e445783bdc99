"""How the edges of a diagram run between the boxes, and where their labels stand."""

from dataclasses import dataclass
from typing import Literal

from engine.insight.drawing.graph import Edge, Graph
from engine.insight.drawing.placing import Measures, Placed, Placing

Point = tuple[int, int]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """Where a node stands: its upper left corner."""

    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Way:
    """How an edge runs; its label begins, has its middle or ends at `label_at` and has `label_width` of room."""

    id: str
    points: tuple[Point, ...]
    label_at: Point
    anchor: Anchor
    label_width: int


@dataclass(frozen=True)
class Layout:
    """One drawing. Frames stand before what is in them."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def lay_out(graph: Graph, measures: Measures) -> Layout:
    """Boxes and ways of a graph."""
    placing = Placing(graph, measures)
    routing = _Routing(graph, placing)
    boxes = tuple(_box(node.id, placing.boxes[node.id], measures) for node in graph.nodes if node.id in placing.boxes)
    ways = tuple(routing.way(edge) for edge in graph.edges)
    along, across = placing.along, placing.across
    width, height = (along, across) if measures.sideways else (across, along)
    return Layout(width, height, boxes, ways)


def _box(node: str, placed: Placed, measures: Measures) -> Box:
    along, across = placed.m1 - placed.m0, placed.c1 - placed.c0
    if measures.sideways:
        return Box(node, placed.m0, placed.c0, along, across)
    return Box(node, placed.c0, placed.m0, across, along)


class _Routing:
    def __init__(self, graph: Graph, placing: Placing) -> None:
        self._placing = placing
        self._measures = placing.measures
        self._frames = {node.id for node in graph.nodes if node.holds}
        self._inside = {node.id: node.inside for node in graph.nodes}

    def way(self, edge: Edge) -> Way:
        """The way of an edge: straight on, to a road beside, back to the line, or past everything as a jump."""
        if edge.jump:
            return self._jump(edge)
        source, target = self._placing.boxes[edge.source], self._placing.boxes[edge.target]
        if self._inside[edge.target] == edge.source:
            return self._into_lane(edge, source, target)
        if source.c == target.c:
            return self._told(edge, [(source.m1, source.c), (target.m0, target.c)], target)
        if target.c > source.c and edge.source not in self._frames and target.m0 - source.m1 < 4 * self._measures.gap:
            # Out to a road beside: from the side of the node across, then down to the road.
            return self._told(
                edge, [(source.middle, source.c1), (source.middle, target.c), (target.m0, target.c)], target
            )
        turn = target.m0 - 14 if target.c < source.c else source.m1 + 12
        points = [(source.m1, source.c), (turn, source.c), (turn, target.c), (target.m0, target.c)]
        return self._told(edge, points, target if target.c >= source.c else None, source)

    def _into_lane(self, edge: Edge, frame: Placed, target: Placed) -> Way:
        begins = frame.m0 + self._measures.title_along
        return self._told(edge, [(begins, target.c), (target.m0, target.c)], target)

    def _told(self, edge: Edge, points: list[Point], into: Placed | None, out: Placed | None = None) -> Way:
        """A way whose label stands before the box it goes into, or behind the one it comes from."""
        room = self._measures.across + self._measures.beside // 2
        if self._measures.sideways:
            ends = into.m0 if into is not None else (out.m1 + self._placing.measures.gap if out is not None else 0)
            c = into.c if into is not None else (out.c if out is not None else 0)
            begins = points[-2][0] if points[-2][0] < ends else ends - self._measures.gap
            return self._turned(edge, points, (begins + 6, c - 7), "start", max(ends - begins - 16, 30))
        m, c = (into.m0 - 16, into.c) if into is not None else (out.m1 + 16, out.c) if out is not None else (0, 0)
        return self._turned(edge, points, (m, c + 7), "start", room)

    def _jump(self, edge: Edge) -> Way:
        source, target = self._placing.boxes[edge.source], self._placing.boxes[edge.target]
        bus = self._placing.bus_of[edge.id]
        channel, far = self._placing.channels[bus], bus.side == "far"
        exits = self._placing.exits(edge.source, bus.side)
        number = exits.index(edge)
        m = self._exit(source, number, len(exits))
        points = [(m, source.c1 if far else source.c0), (m, channel)]
        if self._placing.is_on_its_line(edge.target, bus) and not far:
            points += [(target.middle, channel), (target.middle, target.c0)]
        else:
            above = target.m0 - (12 if far else 22)
            points += [(above, channel), (above, target.c), (target.m0, target.c)]
        return self._label_of_jump(edge, points, source, m, number, far)

    def _exit(self, source: Placed, number: int, count: int) -> int:
        """Where along a box one of its jumps leaves; below the middle, where a single one would meet other edges."""
        if count == 1:
            return source.middle + 14
        return source.m0 + 10 + (source.m1 - source.m0 - 16) * number // (count - 1)

    def _label_of_jump(
        self, edge: Edge, points: list[Point], source: Placed, m: int, number: int, far: bool
    ) -> Way:  # fmt: skip
        if self._measures.sideways:
            across = source.c1 + 14 + 14 * number if far else source.c0 - 8
            return self._turned(edge, points, (m + 5, across), "start", self._measures.along)
        if far:
            return self._turned(edge, points, (m - 4, source.c1 + 6), "start", self._measures.exit)
        return self._turned(edge, points, (m - 4, source.c0 - 6), "end", self._measures.exit)

    def _turned(self, edge: Edge, points: list[Point], label_at: Point, anchor: Anchor, width: int) -> Way:
        """As x and y. Points are (along, across); of labels too."""
        corners = [one for number, one in enumerate(points) if number == 0 or one != points[number - 1]]
        if self._measures.sideways:
            return Way(edge.id, tuple(corners), label_at, anchor, width)
        return Way(edge.id, tuple((c, m) for m, c in corners), (label_at[1], label_at[0]), anchor, width)

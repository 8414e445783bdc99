"""Where the nodes of a diagram stand: blocks below each other on one line, roads and lanes beside each other.

Everything is computed along (`m`) and across (`c`) the way of the case; which of them is x is decided by who asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.insight.drawing.graph import Block, Edge, Fork, Frame, Graph, Leaf, Row, Run, first_of

Side = Literal["near", "far"]
"""Of the line a run stands on: back edges pass on the near side, jumps forward on the far one."""


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels, along and across. `title`: of a frame, at its beginning `title_along`, or across it.

    `exit`: room for the label of a jump beside its node. `track`: between lines that pass beside each other.
    """

    along: int
    across: int
    gap: int
    widest_gap: int
    beside: int
    padding: int
    title_along: int
    title_across: int
    exit: int
    track: int
    sideways: bool


DOWN = Measures(56, 184, 46, 46, 36, 18, 34, 0, 84, 12, sideways=False)
RIGHT = Measures(156, 64, 48, 168, 40, 18, 0, 30, 34, 12, sideways=True)


@dataclass(frozen=True)
class Placed:
    """A box: from `m0` to `m1` along, from `c0` to `c1` across; edges come in and go out at `c`."""

    m0: int
    m1: int
    c0: int
    c1: int
    c: int

    @property
    def middle(self) -> int:
        """Halfway along."""
        return (self.m0 + self.m1) // 2


@dataclass(frozen=True)
class Bus:
    """The line on which all jumps to one target run, beside the innermost run that holds them all."""

    run: int
    side: Side
    target: str


@dataclass(frozen=True)
class Extent:
    """How much room a block takes: along, and across on either side of its line."""

    along: int
    near: int
    far: int


class Placing:
    """Measures the blocks of a graph, then places them."""

    def __init__(self, graph: Graph, measures: Measures) -> None:
        self.measures = measures
        self.boxes: dict[str, Placed] = {}
        self.channels: dict[Bus, int] = {}
        self._graph = graph
        self._into: Mapping[str, list[Edge]] = _grouped((edge.target, edge) for edge in graph.edges if not edge.jump)
        self._out: Mapping[str, list[Edge]] = _grouped((edge.source, edge) for edge in graph.edges if edge.jump)
        self._runs_of: dict[str, tuple[int, ...]] = {}
        self._note_runs(graph.root, ())
        self.bus_of = {edge.id: self._bus(edge) for edge in graph.edges if edge.jump}
        self._buses: Mapping[tuple[int, Side], list[Bus]] = _grouped(
            ((bus.run, bus.side), bus) for bus in dict.fromkeys(self.bus_of.values())
        )
        self._extents: dict[int, Extent] = {}
        whole = self._measure(graph.root)
        margin = 28
        self._place(graph.root, margin, margin + whole.near)
        self.along, self.across = whole.along + 2 * margin, whole.near + whole.far + 2 * margin

    def is_on_its_line(self, node: str, bus: Bus) -> bool:
        """Whether a node stands on the very run beside which a bus passes."""
        return self._runs_of[node][-1] == bus.run

    # -- which jumps pass where -------------------------------------------------------------------------------------

    def _note_runs(self, block: Block, around: tuple[int, ...]) -> None:
        """The runs around every node, outermost first."""
        match block:
            case Leaf():
                self._runs_of[block.node] = around
            case Row():
                self._runs_of.update((leaf.node, around) for leaf in block.leaves)
            case Run():
                for part in block.parts:
                    self._note_runs(part, (*around, id(block)))
            case Fork():
                self._note_runs(block.head, around)
                for road in block.roads:
                    self._note_runs(road, around)
            case Frame():
                self._runs_of[block.node] = around
                for lane in block.lanes:
                    self._note_runs(lane, around)

    def _bus(self, edge: Edge) -> Bus:
        source, target = self._runs_of[edge.source], self._runs_of[edge.target]
        both = [one for one, other in zip(source, target, strict=False) if one == other]
        return Bus(both[-1], "near" if edge.kind == "back" else "far", edge.target)

    # -- measuring --------------------------------------------------------------------------------------------------

    def _measure(self, block: Block) -> Extent:
        if id(block) not in self._extents:
            self._extents[id(block)] = self._measured(block)
        return self._extents[id(block)]

    def _measured(self, block: Block) -> Extent:
        match block:
            case Leaf():
                return self._of_leaf(block)
            case Row():
                beside = (self.measures.across + self.measures.beside) * (len(block.leaves) - 1)
                return Extent(self.measures.along, self._half, self._half + beside)
            case Run():
                return self._of_run(block)
            case Fork():
                return self._of_fork(block)
            case Frame():
                return self._of_frame(block)

    @property
    def _half(self) -> int:
        return self.measures.across // 2

    def _of_leaf(self, leaf: Leaf) -> Extent:
        jumps = self._out.get(leaf.node, ())
        near = any(edge.kind == "back" for edge in jumps)
        far = any(edge.kind != "back" and edge.label for edge in jumps)
        room = self.measures.exit
        if self.measures.sideways:
            room *= max(1, len(jumps))
        return Extent(self._along(leaf.node), self._half + near * room // 2, self._half + far * room)

    def exits(self, node: str, side: Side) -> list[Edge]:
        """The jumps that leave a node on a side."""
        return [edge for edge in self._out.get(node, ()) if (edge.kind == "back") == (side == "near")]

    def _along(self, node: str) -> int:
        """A node with many jumps is longer, so that each has its place."""
        most = max(len(self.exits(node, "near")), len(self.exits(node, "far")))
        return max(self.measures.along, 14 + 16 * most)

    def _of_run(self, run: Run) -> Extent:
        parts = [self._measure(part) for part in run.parts]
        along = sum(part.along for part in parts) + sum(self.gap_before(part) for part in run.parts[1:])
        near = max((part.near for part in parts), default=0) + self._room(run, "near")
        far = max((part.far for part in parts), default=0) + self._room(run, "far")
        return Extent(along, near, far)

    def _room(self, run: Run, side: Side) -> int:
        count = len(self._buses.get((id(run), side), ()))
        return count * self.measures.track + 8 if count else 0

    def _of_fork(self, fork: Fork) -> Extent:
        head = self._measure(fork.head)
        roads = [self._measure(road) for road in fork.roads]
        offsets = self._offsets(fork)
        longest = max(self._gap_of_road(road) + one.along for road, one in zip(fork.roads, roads, strict=True))
        far = max([head.far, *(offset + one.far for offset, one in zip(offsets, roads, strict=True))])
        return Extent(head.along + longest, max([head.near, roads[0].near]), far)

    def _gap_of_road(self, road: Run) -> int:
        return self.gap_before(road) if road.parts else 0

    def _offsets(self, fork: Fork) -> list[int]:
        """How far across each road stands from the line of the fork; the first one stands on it."""
        head = self._measure(fork.head)
        offsets, edge = [0], self._measure(fork.roads[0]).far
        for road in fork.roads[1:]:
            extent = self._measure(road)
            clear = max(edge, head.far if isinstance(fork.head, Frame) else self._half)
            offsets.append(clear + self.measures.beside + extent.near)
            edge = offsets[-1] + extent.far
        return offsets

    def _of_frame(self, frame: Frame) -> Extent:
        lanes = [self._measure(lane) for lane in frame.lanes]
        m = self.measures
        along = m.title_along + 2 * m.padding + max(lane.along for lane in lanes) + self._lead(frame)
        if len(lanes) == 1:
            return Extent(along, lanes[0].near + m.padding + m.title_across, lanes[0].far + m.padding)
        across = sum(lane.near + lane.far for lane in lanes) + m.beside * (len(lanes) - 1) + 2 * m.padding
        across += m.title_across
        return Extent(along, across // 2, across - across // 2)

    def _lead(self, frame: Frame) -> int:
        """Room for the titles of the lanes."""
        if not any(frame.titles):
            return 0
        if not self.measures.sideways:
            return self.measures.gap - self.measures.padding
        return max(_width(title, self.measures) for title in frame.titles) - self.measures.padding

    def gap_before(self, block: Block) -> int:
        """The way into a block, long enough for what is written at it where that stands along the way."""
        m = self.measures
        node = first_of(block)
        labels = [edge.label for edge in self._into.get(node or "", ()) if edge.label]
        return max([m.gap, *(_width(label, m) for label in labels)]) if m.sideways else m.gap

    # -- placing ----------------------------------------------------------------------------------------------------

    def _place(self, block: Block, m: int, c: int) -> None:
        match block:
            case Leaf():
                self._put(block.node, m, self._along(block.node), c - self._half, c + self._half, c)
            case Row():
                for number, leaf in enumerate(block.leaves):
                    at = c + number * (self.measures.across + self.measures.beside)
                    self._put(leaf.node, m, self.measures.along, at - self._half, at + self._half, at)
            case Run():
                self._place_run(block, m, c)
            case Fork():
                self._place(block.head, m, c)
                below = m + self._measure(block.head).along
                for road, offset in zip(block.roads, self._offsets(block), strict=True):
                    self._place(road, below + self._gap_of_road(road), c + offset)
            case Frame():
                self._place_frame(block, m, c)

    def _put(self, node: str, m: int, along: int, c0: int, c1: int, c: int) -> None:
        self.boxes[node] = Placed(m, m + along, c0, c1, c)

    def _place_run(self, run: Run, m: int, c: int) -> None:
        extent = self._measure(run)
        for side, edge, way in (("near", c - extent.near, 1), ("far", c + extent.far, -1)):
            for number, bus in enumerate(self._buses.get((id(run), "near" if side == "near" else "far"), ())):
                self.channels[bus] = edge + way * (4 + number * self.measures.track)
        for number, part in enumerate(run.parts):
            m += self.gap_before(part) if number else 0
            self._place(part, m, c)
            m += self._measure(part).along

    def _place_frame(self, frame: Frame, m: int, c: int) -> None:
        extent, sizes = self._measure(frame), self.measures
        self._put(frame.node, m, extent.along, c - extent.near, c + extent.far, c)
        inner = m + sizes.title_along + sizes.padding + self._lead(frame)
        if len(frame.lanes) == 1:
            self._place(frame.lanes[0], inner, c)
            return
        at = c - extent.near + sizes.padding + sizes.title_across
        for lane in frame.lanes:
            size = self._measure(lane)
            self._place(lane, inner, at + size.near)
            at += size.near + size.far + sizes.beside


def _width(label: Mapping[str, str], measures: Measures) -> int:
    """Pixels that a label needs in the longer language, within what is left to it."""
    widest = max((sum(12 if ord(sign) > 0x2E7F else 7 for sign in text) for text in label.values()), default=0)
    return min(max(widest + 20, measures.gap), measures.widest_gap)


def _grouped(pairs: Iterable[tuple]) -> dict:  # type: ignore[type-arg]
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)

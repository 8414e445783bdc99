"""A definition as a diagram, and how a case, or many, stand in it. Coordinates are computed here; pages only draw."""

from typing import Literal

from pydantic import Field

from api.shapes.wire import Shape, Words

NodeKind = Literal[
    "start", "user_task", "service_task", "decision", "choose", "parallel", "for_each", "scope", "send", "notify",
    "wait", "call_process", "calculate", "compensate", "raise", "end", "event", "join",
]  # fmt: skip
NodeState = Literal["none", "done", "now", "skipped", "cancelled", "incident"]


class Box(Shape):
    """Where a node stands: its upper left corner, in pixels at full size."""

    id: str
    x: int
    y: int
    width: int
    height: int


class Way(Shape):
    """How an edge runs: the corners of its line; its label begins, has its middle or ends (`anchor`) at `label_at`, and
    has `label_width` pixels of room."""

    id: str
    points: list[list[int]]
    label_at: list[int]
    anchor: Literal["start", "middle", "end"]
    label_width: int


class Layout(Shape):
    """One drawing. Boxes of nodes that hold others come before those inside them."""

    width: int
    height: int
    boxes: list[Box]
    ways: list[Way]


class Node(Shape):
    """A step, a start, an end, an event or the place where branches meet.

    `inside`: the node that holds it. `about`: who does it or what it waits for, in words. `when`: the condition without
    which it is skipped.
    """

    id: str
    kind: NodeKind
    name: Words
    about: Words = Words()
    when: Words = Words()
    inside: str | None = None
    holds: bool = False


class Edge(Shape):
    """From node to node. `back`: a return or a loop; `event`: what may happen meanwhile. `label`: when it is taken."""

    id: str
    source: str
    target: str
    kind: Literal["forward", "back", "event"]
    label: Words = Words()


class Mark(Shape):
    """How a case, or many, stand at a node. `open` and `done`: how many entries; `late`: how many of the open ones.

    `wait`: the middle working time in seconds, where many cases are told.
    """

    node: str
    state: NodeState = "none"
    open: int = 0
    done: int = 0
    late: int = 0
    wait: int | None = None


class Diagram(Shape):
    """A definition, drawn wide (left to right) and narrow (downwards). `marks` only where something is to be told."""

    process: str
    plan: str
    name: Words
    nodes: list[Node]
    edges: list[Edge]
    wide: Layout
    narrow: Layout
    marks: list[Mark] = Field(default_factory=list)

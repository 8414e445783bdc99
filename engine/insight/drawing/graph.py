"""What is drawn: nodes and edges, and how they stand in each other, read from the structure of a definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Words = Mapping[str, str]
NOTHING: Words = {}
EdgeKind = Literal["forward", "back", "event"]

START_NODE = "start"
END_NODE = "end"


@dataclass(frozen=True)
class Node:
    """A step, or what stands beside steps. `holds`: it is a frame with others in it; `inside`: the frame it is in.

    `when`: the condition without which it is skipped.
    """

    id: str
    kind: str
    name: Words
    about: Words = field(default_factory=dict)
    when: Words = field(default_factory=dict)
    inside: str | None = None
    holds: bool = False


@dataclass(frozen=True)
class Edge:
    """From node to node; `label` says when it is taken. `jump`: it does not go to what stands next."""

    id: str
    source: str
    target: str
    kind: EdgeKind = "forward"
    label: Words = field(default_factory=dict)
    jump: bool = False


@dataclass(frozen=True)
class Leaf:
    """One node."""

    node: str


@dataclass(frozen=True)
class Run:
    """Blocks after each other."""

    parts: tuple["Block", ...] = ()

    @property
    def first(self) -> str | None:
        """The node an edge into it goes to."""
        return first_of(self.parts[0]) if self.parts else None


@dataclass(frozen=True)
class Fork:
    """A node, and the roads that begin at it, beside each other. The first road stands right below it."""

    head: "Leaf | Frame"
    roads: tuple[Run, ...]


@dataclass(frozen=True)
class Row:
    """Nodes beside each other that nothing follows."""

    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Frame:
    """A node that holds lanes beside each other; each lane has a title, empty where there is one lane only."""

    node: str
    lanes: tuple[Run, ...]
    titles: tuple[Words, ...] = ()


Block = Leaf | Run | Fork | Row | Frame


def first_of(block: Block) -> str | None:
    """The node an edge into a block goes to."""
    match block:
        case Leaf() | Frame():
            return block.node
        case Fork():
            return block.head.node
        case Row():
            return block.leaves[0].node
        case Run():
            return block.first


@dataclass(frozen=True)
class Graph:
    """All nodes in the order they are written, all edges, and how the nodes stand in each other."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    root: Run

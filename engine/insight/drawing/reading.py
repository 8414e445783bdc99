"""Reading the graph of a diagram from a plan: every step a node, every way from one to another an edge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from engine.insight.conditions_told import condition_in_words
from engine.insight.drawing.graph import (
    END_NODE,
    NOTHING,
    START_NODE,
    Block,
    Edge,
    EdgeKind,
    Fork,
    Frame,
    Graph,
    Leaf,
    Node,
    Row,
    Run,
    Words,
)
from engine.insight.drawing.words import about, name_of, said
from engine.insight.triggers_told import trigger_in_words
from engine.model.plan import START, Plan
from engine.model.reactions import Event, Reaction
from engine.model.steps.choose import Choose
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.parallel import Branch, Parallel
from engine.model.steps.raise_error import Raise
from engine.model.steps.scope import Scope
from engine.model.steps.user_task import Return, UserTask
from engine.model.steps.wait import Wait
from engine.people import Directory

DONE = "done"
MOST_BESIDE = 3
"""Ends that stand beside each other."""
OTHERWISE: Words = {"zh": "否则", "en": "otherwise"}
RETURNED: Words = {"zh": "退回", "en": "returned"}


@dataclass(frozen=True)
class _Loose:
    """An edge that has left its node and does not know yet where it goes."""

    source: str
    label: Words = field(default_factory=dict)
    kind: EdgeKind = "forward"


@dataclass
class _Read:
    """A list that was read: its blocks, and what goes on behind it."""

    run: Run
    loose: list[_Loose] = field(default_factory=list)


def read_graph(
    plan: Plan, directory: Directory | None = None, called: Mapping[str, Words] = MappingProxyType({})
) -> Graph:
    """The graph of a plan; a directory says what roles are called."""
    return _Reader(plan, directory, called).graph()


class _Reader:
    def __init__(self, plan: Plan, directory: Directory | None, called: Mapping[str, Words]) -> None:
        self._plan = plan
        self._directory = directory
        self._called = called
        self._nodes: list[Node] = []
        self._edges: list[Edge] = []
        self._jumps: list[tuple[_Loose, str]] = []

    def graph(self) -> Graph:
        definition = self._plan.definition
        self._nodes.append(Node(START_NODE, "start", {"zh": "发起", "en": "Start"}))
        main = self._list(definition.steps, [_Loose(START_NODE)], None)
        parts: list[Block] = [Leaf(START_NODE), *main.run.parts]
        parts += self._last(main.loose)
        parts += list(self._events_of_the_case())
        self._jump()
        return Graph(tuple(self._nodes), tuple(self._edges), Run(tuple(parts)))

    def _last(self, loose: list[_Loose]) -> Iterator[Block]:
        """Where the case ends that comes to the end of its list."""
        if loose or any(target == DONE for _, target in self._jumps):
            self._nodes.append(Node(END_NODE, "end", {"zh": "办结", "en": "Completed"}))
            self._link(loose, END_NODE)
            yield Leaf(END_NODE)

    def _events_of_the_case(self) -> Iterator[Block]:
        for event_id, event in self._plan.definition.events.items():
            if event.steps or event.next:
                yield self._event(f"event.{event_id}", event_id, event, None)

    # -- lists ------------------------------------------------------------------------------------------------------

    def _list(self, steps: Sequence[Any], loose: list[_Loose], inside: str | None) -> _Read:
        parts: list[Block] = []
        for step in steps:
            before = parts[-1] if parts else None
            if (
                isinstance(step, End)
                and isinstance(before, Leaf | Row)
                and not loose
                and len(_leaves(before)) < MOST_BESIDE
            ):
                parts[-1] = self._beside(before, step, inside)
                continue
            block, loose = self._step(step, loose, inside)
            parts.append(block)
        return _Read(Run(tuple(parts)), loose)

    def _beside(self, before: Leaf | Row, end: End, inside: str | None) -> Row:
        """One more end beside the one before it."""
        self._node(end, inside)
        return Row((*_leaves(before), Leaf(end.id)))

    def _step(self, step: Any, loose: list[_Loose], inside: str | None) -> tuple[Block, list[_Loose]]:
        node = self._node(step, inside, holds=isinstance(step, Parallel | ForEach | Scope))
        self._link(loose, step.id)
        if isinstance(step, End | Raise):
            return Leaf(step.id), []
        head = self._frame(step) if node.holds else Leaf(step.id)
        roads, behind = self._roads(step, inside)
        if getattr(step, "next", None):
            self._jumps += [(one, step.next) for one in behind]
            behind = []
        return (Fork(head, tuple(roads)) if roads else head), behind

    def _node(self, step: Any, inside: str | None, *, holds: bool = False) -> Node:
        condition = getattr(step, "if_", None)
        when = condition_in_words(self._plan, condition) if condition else NOTHING
        node = Node(
            step.id,
            step.kind,
            name_of(self._plan, step),
            about(self._plan, step, self._directory, self._called),
            when,
            inside,
            holds,
        )
        self._nodes.append(node)
        return node

    def _frame(self, step: Any) -> Frame:
        """A step that holds others. What is loose at the end of a lane ends with the frame."""
        if not isinstance(step, Parallel):
            return Frame(step.id, (self._list(step.steps, [], step.id).run,), (NOTHING,))
        lanes, titles = [], []
        for branch in step.branches.values():
            title = self._title(branch)
            lanes.append(self._list(branch.steps, [_Loose(step.id, title)] if title else [], step.id).run)
            titles.append(title)
        return Frame(step.id, tuple(lanes), tuple(titles))

    def _title(self, branch: Branch) -> Words:
        """The name of a branch, and the condition without which it is not taken."""
        name = said(branch.name)
        if branch.if_ is None:
            return name
        condition = condition_in_words(self._plan, branch.if_)
        if not name:
            return condition
        return {"zh": f"{name['zh']}（{condition['zh']}）", "en": f"{name['en']} ({condition['en']})"}

    # -- what follows from a step -----------------------------------------------------------------------------------

    def _roads(self, step: Any, inside: str | None) -> tuple[list[Run], list[_Loose]]:
        roads: list[Run] = []
        behind: list[_Loose] = []
        ways = list(self._ways(step))
        for label, reaction in ways:
            told = label if len(ways) > 1 or reaction.steps else NOTHING
            road, loose = self._reaction(step.id, reaction, told, inside)
            roads += [road] if road is not None else []
            behind += loose
        if not ways:
            behind.append(_Loose(step.id))
        if roads and any(one.source == step.id for one in behind):
            roads.insert(0, Run())  # what goes straight on stands on the line, the roads beside it
        self._returns(step)
        for event_id, event in getattr(step, "events", {}).items():
            if event.steps or event.next:
                roads += [] if roads else [Run()]
                roads.append(Run((self._event(f"{step.id}.{event_id}", event_id, event, step.id, inside),)))
        return roads, _merged(behind)

    def _ways(self, step: Any) -> Iterator[tuple[Words, Reaction]]:
        """What a step may come to, with what is written at the edge."""
        if isinstance(step, Choose):
            for case in step.cases:
                yield said(case.name) or condition_in_words(self._plan, case.if_), case
            if step.else_ is not None:
                yield OTHERWISE, step.else_
        elif isinstance(step, Wait) and step.first_of:
            for event in step.first_of.values():
                yield said(event.name) or trigger_in_words(self._plan, event), event
        else:
            for outcome, reaction in (getattr(step, "outcomes", None) or {}).items():
                yield said(getattr(reaction, "name", None)) or {"zh": outcome, "en": outcome}, reaction

    def _reaction(
        self, source: str, reaction: Reaction, label: Words, inside: str | None
    ) -> tuple[Run | None, list[_Loose]]:
        out = _Loose(source, label)
        if reaction.next is not None:
            self._jumps.append((out, reaction.next))
            return None, []
        if reaction.steps is None:
            return None, [out]
        read = self._list(reaction.steps, [out], inside)
        return read.run, read.loose

    def _event(self, node: str, event_id: str, event: Event, step: str | None, inside: str | None = None) -> Block:
        """What may happen meanwhile, with what follows from it."""
        name = said(event.name) or trigger_in_words(self._plan, event)
        self._nodes.append(Node(node, "event", name, trigger_in_words(self._plan, event), inside=inside))
        if step is not None:
            self._edges.append(Edge(f"{step}->{node}", step, node, "event"))
        if event.next is not None:
            self._jumps.append((_Loose(node), event.next))
            return Leaf(node)
        read = self._list(event.steps or [], [_Loose(node)], inside)
        return Run((Leaf(node), *read.run.parts))

    def _returns(self, step: Any) -> None:
        if isinstance(step, UserTask) and isinstance(step.return_, Return):
            for target in step.return_.to:
                self._jumps.append((_Loose(step.id, RETURNED, "back"), target))

    # -- edges ------------------------------------------------------------------------------------------------------

    def _link(self, loose: list[_Loose], target: str) -> None:
        self._edges += [
            Edge(f"{one.source}->{target}{_mark(one)}", one.source, target, one.kind, one.label) for one in loose
        ]

    def _jump(self) -> None:
        """The edges to what does not stand next: forward, or back to what stands before."""
        place = {node.id: number for number, node in enumerate(self._nodes)}
        ends = {node.id for node in self._nodes if node.kind == "end"}
        known: set[str] = set()
        for loose, written in self._jumps:
            target = self._target(loose, written)
            if target is None or target not in place:
                continue
            back = loose.kind == "back" or (place[target] <= place[loose.source] and target not in ends)
            edge = Edge(
                f"{loose.source}->{target}{_mark(loose)}", loose.source, target, "back" if back else "forward",
                loose.label, jump=True,
            )  # fmt: skip
            if edge.id not in known:
                known.add(edge.id)
                self._edges.append(edge)

    def _target(self, loose: _Loose, written: str) -> str | None:
        if written == DONE:
            return END_NODE
        if written == START:
            return START_NODE
        if written == "previous":
            return next((edge.source for edge in self._edges if edge.target == loose.source and not edge.jump), None)
        block, _, branch = written.partition(".")
        if branch:
            step: Any = self._plan.steps.get(block)
            return step.branches[branch].steps[0].id if branch in getattr(step, "branches", {}) else None
        return written


def _leaves(block: Leaf | Row) -> tuple[Leaf, ...]:
    return block.leaves if isinstance(block, Row) else (block,)


def _mark(loose: _Loose) -> str:
    return f"#{loose.label['en']}" if loose.label else ""


def _merged(loose: list[_Loose]) -> list[_Loose]:
    """Several outcomes of one node that go the same way are one edge."""
    by_source: dict[str, _Loose] = {}
    for one in loose:
        before = by_source.get(one.source)
        if before is None:
            by_source[one.source] = one
        elif before.label and one.label:
            label = {key: f"{before.label[key]} / {one.label[key]}" for key in one.label}
            by_source[one.source] = _Loose(one.source, label, one.kind)
    return list(by_source.values())

"""for_each: the same steps for every item; rows of a table stay the rows of the table."""

from engine.model.plan import list_address
from engine.model.steps.for_each import ForEach
from engine.model.types import field_at
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, Row, StepInstance


class ForEachRunner(StepRunner):
    """Remembers how many items have begun and how many are over. Rows added meanwhile are taken up."""

    def enter(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> None:
        table = _table_of(step, here, turn)
        items = turn.items(step.in_, here.list) if table is None else None
        flow.update(turn, here.id, table=table, items=items, begun=0, over=0)
        self._go_on(step, turn.steps[here.id], turn)

    def list_finished(self, step: ForEach, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        here = flow.update(turn, here.id, over=here.progress["over"] + 1)
        if step.until is not None and turn.holds(step.until, here.list):
            for other in [one.id for one in turn.lists.values() if one.inside == here.id]:
                flow.cancel_list(turn, other, f"{step.id}: until")
            flow.finish(turn, here.id)
        else:
            self._go_on(step, here, turn)

    def take_up(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> bool:
        return here.progress["items"] is None and self._begin_more(step, here, turn)

    def _go_on(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> None:
        self._begin_more(step, here, turn)
        progress = turn.steps[here.id].progress
        if progress["over"] >= progress["begun"] and not any(one.inside == here.id for one in turn.lists.values()):
            flow.finish(turn, here.id)

    def _begin_more(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> bool:
        begun, over, total = here.progress["begun"], here.progress["over"], _total(here, turn)
        in_order = turn.calculate(step.order, here.list) == "sequential"
        at_most = 1 if in_order else step.at_most or total
        first = begun
        while begun < total and begun - over < at_most:
            items, table = here.progress["items"], here.progress["table"]
            item = Row(table, begun) if items is None else items[begun]
            names = {step.item: item, "index": begun + 1}
            flow.start_list(turn, list_address(step.id, "steps"), inside=here.id, item=names)
            begun += 1
        flow.update(turn, here.id, begun=begun)
        return bool(begun > first)


def _table_of(step: ForEach, here: StepInstance, turn: TurnBuilder) -> str | None:
    """The path of the table whose rows the items are; None where `in` gives values that are no rows."""
    name, *rest = step.in_.strip().split(".")
    row = turn.locals_of(here.list).get(name)
    path = ".".join((row.table, str(row.index), *rest) if isinstance(row, Row) else (name, *rest))
    field = field_at(turn.plan.definition.data, ".".join(part for part in path.split(".") if not part.isdigit()))
    return path if field is not None and field.type == "table" else None


def _total(here: StepInstance, turn: TurnBuilder) -> int:
    items = here.progress["items"]
    return len(turn.rows(here.progress["table"]) if items is None else items)

"""for_each: the same steps for every item; rows of a table field stay the rows of the field."""

from engine.model.plan import list_address
from engine.model.steps.for_each import ForEach
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, Row, StepInstance


class ForEachRunner(StepRunner):
    """Remembers how many items have begun and how many are over. Rows added meanwhile are taken up."""

    def enter(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> None:
        items = None if _is_table(step, turn) else turn.items(step.in_, here.list)
        flow.update(turn, here.id, items=items, begun=0, over=0)
        self._begin_more(step, turn.steps[here.id], turn)

    def list_finished(self, step: ForEach, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        here = flow.update(turn, here.id, over=here.progress["over"] + 1)
        if step.until is not None and turn.is_true(step.until, here.list):
            for other in [one.id for one in turn.lists.values() if one.inside == here.id]:
                flow.cancel_list(turn, other, f"{step.id}: until")
            flow.finish(turn, here.id)
        else:
            self._begin_more(step, here, turn)

    def _begin_more(self, step: ForEach, here: StepInstance, turn: TurnBuilder) -> None:
        begun, over, total = here.progress["begun"], here.progress["over"], _total(step, here, turn)
        in_order = turn.calculate(step.order, here.list) == "sequential"
        at_most = 1 if in_order else step.at_most or total
        while begun < total and begun - over < at_most:
            item = Row(step.in_, begun) if here.progress["items"] is None else here.progress["items"][begun]
            names = {step.item: item, "index": begun + 1}
            flow.start_list(turn, list_address(step.id, "steps"), inside=here.id, item=names)
            begun += 1
        flow.update(turn, here.id, begun=begun)
        if over >= total:
            flow.finish(turn, here.id)


def _is_table(step: ForEach, turn: TurnBuilder) -> bool:
    field = turn.plan.definition.data.get(step.in_)
    return field is not None and field.type == "table"


def _total(step: ForEach, here: StepInstance, turn: TurnBuilder) -> int:
    items = here.progress["items"]
    return len(turn.value_of(step.in_) or []) if items is None else len(items)

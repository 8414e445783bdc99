"""From what people type to what is meant: a case by its key, a task by `KEY/step`; near names when nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.endings import Refused
from cli.near import near

if TYPE_CHECKING:
    from store import Store
    from store.reading import Reader
    from store.rows import TaskRow
    from store.views import CaseDetail


async def case_of(store: "Store", reference: str, reader: "Reader | None" = None) -> "CaseDetail":
    """The case somebody means by a key, `process:key` or a case id; as the reader, if one is named, may see it."""
    case_id = await store.find_case(reference)
    detail = await store.case(case_id, reader=reader) if case_id else None
    if detail is None:
        rows = (await store.cases(limit=200)).cases
        alike = [f"{row.process}:{row.business_key}" for row in rows if row.business_key == reference]
        if len(alike) > 1:
            said = f"Expected one case, but {len(alike)} are called {reference}."
            raise Refused("which-case", said, hint=f"One of {', '.join(alike)}.")
        known = [row.business_key for row in rows]
        raise Refused(
            "unknown-case", f"Expected a case, but none is called {reference}.",
            hint=near(reference, known) or "`starter.py list` shows them all.",
        )  # fmt: skip
    return detail


async def case_and_step(store: "Store", reference: str) -> tuple[str, str | None]:
    """What somebody means by a case, or by a task as `KEY/step`: the case's reference, and the step of the task."""
    if "/" not in reference or await store.find_case(reference):
        return reference, None
    found = await task_of(store, reference, None)
    return found.detail.case.case_id, found.step


@dataclass(frozen=True)
class TaskFound:
    """A task with its case."""

    detail: "CaseDetail"
    task: str
    step: str


async def task_of(store: "Store", reference: str, person: str | None) -> TaskFound:
    """The task somebody means by `KEY/step`, `KEY/task id`, or `KEY` alone when only one can be meant.

    A task that is over is found too: what may be done with it is for the case to say.
    """
    case_reference, step = await _split(store, reference)
    detail = await case_of(store, case_reference)
    open_tasks = [task for step_open in detail.open_steps for task in step_open.tasks if task.status == "open"]
    fitting = [task for task in open_tasks if step in (None, task.step, task.task)]
    chosen = _one_of(fitting, person)
    if chosen is not None:
        return TaskFound(detail, chosen.task, chosen.step)
    if fitting:
        raise _several(case_reference, fitting)
    return await _one_that_is_over(store, detail, reference, step, open_tasks)


async def decided_task_of(store: "Store", reference: str, person: str) -> TaskFound:
    """The task somebody has decided last and means by `KEY/step`, `KEY/task id` or `KEY`; else as `task_of`."""
    case_reference, step = await _split(store, reference)
    detail = await case_of(store, case_reference)
    names: dict[str, str] = {}
    decided: list[str] = []
    for turn in await store.history(detail.case.case_id, limit=100_000):
        for event in turn.events:
            if event["kind"] in ("task-created", "task-offered") and event["step"]:
                names[event["task"]] = event["step"]
            elif event["kind"] == "task-decided" and event["by"] == person:
                decided.append(event["task"])
    fitting = [task for task in decided if step in (None, task, names.get(task))]
    if fitting:
        return TaskFound(detail, fitting[-1], names[fitting[-1]])
    return await task_of(store, reference, person)


async def _split(store: "Store", reference: str) -> tuple[str, str | None]:
    """Keys may hold a slash: the whole is tried first."""
    if "/" not in reference or await store.find_case(reference):
        return reference, None
    case_reference, _, step = reference.rpartition("/")
    return case_reference, step


def _one_of(tasks: Sequence["TaskRow"], person: str | None) -> "TaskRow | None":
    """The only one; among several the person's own, else the only one offered to the person."""
    if len(tasks) == 1:
        return tasks[0]
    held = [task for task in tasks if person and task.holder == person]
    offered = [task for task in tasks if person and task.holder is None and person in task.offered]
    for some in (held, offered):
        if len(some) == 1 or (some and len({task.step for task in some}) == 1):
            return some[0]
    return tasks[0] if tasks and len({task.step for task in tasks}) == 1 else None


def _several(case_reference: str, tasks: Sequence["TaskRow"]) -> Refused:
    names = ", ".join(f"{case_reference}/{step}" for step in dict.fromkeys(task.step for task in tasks))
    said = f"Expected one task, but {case_reference} has {len(tasks)} open."
    return Refused("which-task", said, hint=f"One of {names}.")


async def _one_that_is_over(
    store: "Store", detail: "CaseDetail", reference: str, step: str | None, open_tasks: Sequence["TaskRow"]
) -> TaskFound:
    created = [
        event
        for turn in await store.history(detail.case.case_id, limit=100_000)
        for event in turn.events
        if event["kind"] == "task-created" and step in (event["step"], event["task"])
    ]
    if created:
        return TaskFound(detail, created[-1]["task"], created[-1]["step"])
    here = list(dict.fromkeys(task.step for task in open_tasks))
    key = detail.case.business_key
    opens = f"Open are {', '.join(f'{key}/{name}' for name in here)}." if here else "It has no open task."
    raise Refused(
        "unknown-task", f"Expected a task of {key}, but there is none called {step or reference}.",
        hint=" ".join(part for part in (near(step or "", here), opens) if part),
    )  # fmt: skip

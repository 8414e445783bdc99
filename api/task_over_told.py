"""What became of a task that is over: by whom, when, with which outcome."""

from api.people_told import PeopleTold
from api.shapes.wire import Words
from api.words_told import WordsTold
from store.rows import TaskRow


def over(row: TaskRow, words: WordsTold, people: PeopleTold) -> Words | None:
    """In a sentence; None for a task that is open."""
    if row.status in ("created", "open") or row.done_at is None:
        return None
    who = people.maybe(row.by)
    name = who.name if who else Words(zh="系统", en="the system")
    at, outcome = words.at(row.done_at), words.outcome(row.step, row.outcome)
    if row.status == "decided":
        en = f"{name.en} decided it on {at.en}: {outcome.en}"
        return Words(zh=f"{name.zh} 已于 {at.zh} 办理：{outcome.zh}", en=en)
    if row.status == "returned":
        return Words(zh=f"{name.zh} 已于 {at.zh} 退回", en=f"{name.en} returned it on {at.en}")
    return Words(zh=f"该任务已于 {at.zh} 取消", en=f"it was cancelled on {at.en}")

"""Who is left out of `check`, told without the engine's own rules, and what of an act they must not have done."""

from collections.abc import Iterator, Mapping

from engine.runtime import events as e
from proving.four_eyes.flows import Flow
from proving.four_eyes.office import Place


def left_out(flow: Flow, place: Place) -> frozenset[str]:
    """Who may not decide `check` in this place: whom its rule means, who started it, and who came to their places."""
    why, state = flow.why, place.state
    people = {why.person, why.started_for or "", *_successors(state.initiator or "", state.successors)}
    if why.field:
        people.add(str(state.data.get(why.field)))
    if why.step:
        made = state.last[why.step]
        people |= {made.by or "", *made.behalf}
    holders = place.directory.holders(why.role) if why.role else ()
    return frozenset({*holders, *(one for person in people for one in _successors(person, state.successors))}) - {""}


def _successors(person: str, after: Mapping[str, str]) -> Iterator[str]:
    seen: list[str] = []
    here: str | None = person
    while here is not None and here not in seen:
        seen.append(here)
        yield here
        here = after.get(here)


def evasions(flow: Flow, before: Place, after: Place, by: str, events: list[e.Event]) -> Iterator[str]:
    """What somebody who was left out has come to decide by what just happened."""
    banned = left_out(flow, before)
    own = {task.id for place in (before, after) for task in place.tasks()}
    for event in events:
        match event:
            case e.TaskDecided() if event.task in own and not event.by_timeout:
                yield from (f"{one} decides" for one in (event.by, event.on_behalf_of) if one in banned)
            case e.TaskRecommended() if event.by in banned:
                yield f"{event.by} recommends"
            case e.Overridden() if by in banned and event.verb in ("skip", "move"):
                yield f"{by} lets it pass"
            case e.Overridden() if by in banned - left_out(flow, after):
                yield f"{by} frees themselves"
            case e.TaskOffered() if event.task in own:
                yield from (f"it is offered to {one}" for one in event.to if one in left_out(flow, after))

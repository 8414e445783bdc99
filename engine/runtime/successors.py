"""Who has taken whose place in a case: plain data, read by every rule that names somebody in person."""

from collections.abc import Mapping


def successor_of(successors: Mapping[str, str], person: str) -> str:
    """Who is in somebody's place now: themselves, where they have handed nothing over."""
    seen = [person]
    while (after := successors.get(seen[-1])) is not None and after not in seen:
        seen.append(after)
    return seen[-1]


def with_successors(successors: Mapping[str, str], people: tuple[str, ...]) -> tuple[str, ...]:
    """These people, each with those who came to their place."""
    found: dict[str, None] = {}
    for person in people:
        here: str | None = person
        while here is not None and here not in found:
            found[here] = None
            here = successors.get(here)
    return tuple(found)

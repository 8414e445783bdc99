"""Those above somebody, as a rule the directory answers: a superior (直属上级), or all the way up."""

from engine.people import BoundWho

MOST_LEVELS = 6
"""How far up *the superiors* of somebody reach."""


def superior_of(person: str) -> BoundWho:
    """The direct superior of a person."""
    return BoundWho.by_expression("manager of(person)", {"person": person})


def superiors_of(*people: str) -> BoundWho:
    """Everybody above these people, the nearest first."""
    up = ["manager of(people)"]
    while len(up) < MOST_LEVELS:
        up.append(f"manager of({up[-1]})")
    return BoundWho.by_expression(f"flatten([{', '.join(up)}])", {"people": list(people)})

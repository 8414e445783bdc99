"""For which department a case is started, where its starter holds posts in several (human work, section 5).

It is asked only where who acts depends on somebody's superiors, and is fixed for the case. Codes: `department-needed`,
`not-your-department`.
"""

import re
from collections.abc import Iterator
from typing import Any

from engine.model.process import ProcessDefinition
from engine.people import Directory
from engine.runtime.refusals import Rejected

_CLIMBS = re.compile(r"\bmanager of\s*\(")


def department_for(
    definition: ProcessDefinition, directory: Directory, starter: str | None, named: str | None, *, asked: bool
) -> str | None:
    """The department a case is started for; None where nothing depends on it. `asked`: there is somebody to ask."""
    person = directory.person(starter) if starter is not None else None
    own = tuple(dict.fromkeys(post.department for post in person.posts)) if person is not None else ()
    if named is not None:
        if named in own:
            return named
        raise Rejected("not-your-department", f"Expected {_one_of(own)}, but {starter} has no post in {named}")
    if not asked or len(own) < 2 or not climbs(definition):
        return None
    raise Rejected("department-needed", f"Expected the department this is started for, one of {_one_of(own)}")


def _one_of(departments: tuple[str, ...]) -> str:
    return ", ".join(departments) or "no department"


def climbs(definition: ProcessDefinition) -> bool:
    """Whether who acts in a process depends on somebody's superiors: on a chain, or on `manager of`."""
    return any(_all(definition.model_dump(by_alias=True, exclude_none=True)))


def _all(node: Any) -> Iterator[bool]:
    if isinstance(node, dict):
        yield "superiors" in node
        for inner in node.values():
            yield from _all(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _all(inner)
    else:
        yield isinstance(node, str) and _CLIMBS.search(node) is not None

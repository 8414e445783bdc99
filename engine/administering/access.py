"""Rights: what somebody may read and do, given what they are in the company and what they are in a case.

Being in a case gives the right to read it; so does being responsible for people in it, for its process, or for the
installation. A sealed case is read by those in it alone, and by whom it was opened to: whoever else had the right sees
where it stands, and no word. Following a case gives no right, and an administrator has none to what is in cases.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, get_args

from engine.model.who import Who
from engine.people import BoundWho, Directory, manager_of
from engine.people.finding import find
from engine.runtime.readers import Readers

AdministeredRole = Literal["operator", "auditor", "administrator"]
ROLES: tuple[AdministeredRole, ...] = get_args(AdministeredRole)
"""What an account may be besides a person: keeps it running, reads everything, looks after accounts and settings."""

Scope = Literal["read", "act", "operate", "administer"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""What a token may be used for; whoever is signed in at a page has all of them."""

Reading = Literal["all", "blind", "nothing"]
"""What of a case somebody reads: `blind` is where it stands, without title, data, comments and names of files."""


@dataclass(frozen=True)
class Standing:
    """What somebody is in the company today. `people`: whose superior they are, directly or up the chain, or who has a
    post in a department they head. `owns`: the processes they answer for, or whose department they head.
    `succeeded`: those who have left and whose place they came to. `releases`: the lists they may release."""

    person: str
    roles: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    owns: frozenset[str] = frozenset()
    succeeded: frozenset[str] = frozenset()
    releases: frozenset[str] = frozenset()

    @property
    def reads_all(self) -> bool:
        """Whether every case is theirs to read, sealed ones blind."""
        return "operator" in self.roles or "auditor" in self.roles

    @property
    def sees_arrangements(self) -> bool:
        """Whether what is arranged for anybody is theirs to see: stand-ins, absences, hand-overs, settings."""
        return self.reads_all or "administrator" in self.roles

    @property
    def is_manager(self) -> bool:
        """Whether they answer for somebody, or for a process."""
        return bool(self.people or self.owns)


@dataclass(frozen=True)
class Ownership:
    """Whose a process is: its department, and the rule of its definition for who answers for it."""

    process: str
    department: str
    owner: Who


@dataclass(frozen=True)
class Concerned:
    """Whom a case concerns. `at_work`: those who have an open task of it, or may take one. `opened_to`: those to whom
    two people have opened it, while it is sealed (`engine.administering.openings`)."""

    process: str
    sealed: bool
    readers: Readers
    at_work: Collection[str] = ()
    opened_to: Collection[str] = ()


def standing_of(
    person: str,
    roles: Iterable[str],
    directory: Directory,
    processes: Iterable[Ownership],
    now: datetime,
    lists: Iterable[Ownership] = (),
) -> Standing:
    """What somebody is in the company at an instant. `lists`: the processes of lists, with who may release them."""
    headed = departments_headed(directory, person)
    people = set(_below(directory).get(person, ()))
    for department in headed:
        people.update(directory.in_department(department))
    owns = frozenset(one.process for one in processes if person in answering_for(one, directory, now))
    releases = frozenset(one.process for one in lists if person in owners_of(one.owner, directory, now))
    return Standing(person, frozenset(roles), frozenset(people - {person}), owns, releases=releases)


def managers(directory: Directory, processes: Iterable[Ownership], now: datetime) -> frozenset[str]:
    """All who are managers (`Standing.is_manager`), found without looking at everybody."""
    of_people = frozenset(one for above in _above(directory).values() for one in above)
    return of_people.union(*(answering_for(one, directory, now) for one in processes)) & directory.people.keys()


def departments_headed(directory: Directory, person: str) -> frozenset[str]:
    """The departments somebody heads, with those within them."""
    own = {one.id for one in directory.departments.values() if one.head == person}
    within = {one for one in directory.departments if own & set(directory.above(one))}
    return frozenset(own | within)


def answering_for(one: Ownership, directory: Directory, now: datetime) -> frozenset[str]:
    """Who answers for a process: its owners, the head of its department and of those above it."""
    departments = [directory.departments.get(name) for name in (one.department, *directory.above(one.department))]
    heads = {department.head for department in departments if department is not None and department.head}
    return owners_of(one.owner, directory, now) | heads


def owners_of(owner: Who, directory: Directory, now: datetime) -> frozenset[str]:
    """Who answers for all cases of a process: a rule whose answer depends on the case names nobody here."""
    kind = next((one for one in ("role", "group", "post", "department") if getattr(owner, one) is not None), None)
    names = _texts(getattr(owner, kind)) if kind else None
    departments = () if kind == "department" or owner.department is None else _texts(owner.department)
    if kind is None or names is None or departments is None:
        return frozenset()
    rule = BoundWho(kind, names, departments)  # type: ignore[arg-type]
    return frozenset(find(rule, directory, now)[0])


def _texts(value: object) -> tuple[str, ...] | None:
    """The addresses written there; None where an expression stands in their place."""
    listed = value if isinstance(value, list) else [value]
    texts = tuple(one for one in listed if isinstance(one, str) and not one.startswith("="))
    return texts if len(texts) == len(listed) else None


@lru_cache(maxsize=4096)
def responsible_for(directory: Directory, people: frozenset[str]) -> frozenset[str]:
    """Who answers for any of these people: whose `people` they are among (`standing_of`)."""
    above = _above(directory)
    return frozenset(one for person in people for one in above.get(person, ()))


@lru_cache(maxsize=4)
def _above(directory: Directory) -> Mapping[str, frozenset[str]]:
    """Everybody's superiors, and the heads of their departments and of those around them."""
    up: dict[str, set[str]] = {person: set() for person in directory.people}
    for superior, people in _below(directory).items():
        for person in people:
            up[person].add(superior)
    for department in directory.departments.values():
        if department.head is not None:
            for person in directory.in_department(department.id):
                up[person].add(department.head)
    return {person: frozenset(above - {person}) for person, above in up.items()}


@lru_cache(maxsize=4)
def _below(directory: Directory) -> Mapping[str, frozenset[str]]:
    """Everybody's people, down all chains of superiors."""
    superior = {person: manager_of(directory, person) for person in directory.people}
    below: dict[str, set[str]] = {}
    for person in directory.people:
        above, passed = superior[person], {person}
        while above is not None and above not in passed:
            below.setdefault(above, set()).add(person)
            passed.add(above)
            above = superior.get(above)
    return {person: frozenset(people) for person, people in below.items()}


def reading_of(standing: Standing, case: Concerned) -> Reading:
    """What somebody reads of a case."""
    if is_in(standing.person, case) or standing.person in case.opened_to:
        return "all"
    if not (standing.reads_all or case.process in standing.releases or may_manage(standing, case)):
        return "nothing"
    return "blind" if case.sealed else "all"


def is_in(person: str, case: Concerned) -> bool:
    """Whether a case knows somebody: its starter, who acts or has acted in it, who was asked, who reads along."""
    return person in case.at_work or case.readers.is_in_the_case(person)


def may_get_file(person: str | None, holders: Collection[str], read: Iterable[Reading]) -> bool:
    """Whether somebody gets a file: `holders` have handed it in or have it in a draft of theirs; `read` is what they
    read of each case that refers to it."""
    return person in holders or "all" in read


def may_manage(standing: Standing, case: Concerned) -> bool:
    """Whether somebody is responsible: for its process, for its starter, or for who has to do with it now."""
    if case.process in standing.owns or not standing.people.isdisjoint(case.readers.starters):
        return True
    return not standing.people.isdisjoint(case.at_work)


def may_look_into(standing: Standing, process: str) -> bool:
    """Whether somebody sees what goes wrong in a process beside its cases: who reads everything or answers for it."""
    return standing.reads_all or process in standing.owns


def sees_lapses_of(standing: Standing, process: str, person: str | None) -> bool:
    """Whether what lapsed in a process, with a person, counts among what somebody sees: their own, their people's,
    their processes'."""
    return may_look_into(standing, process) or person == standing.person or person in standing.people


def may_operate(standing: Standing, process: str) -> bool:
    """Whether somebody may repair cases of a process: operators, and who answers for it."""
    return "operator" in standing.roles or process in standing.owns


def scope_to_arrange(whose: str, by: str) -> Scope:
    """What a token must be for, to arrange who stands in for somebody or takes their place: of oneself it is an act, of
    others administering, by whatever right."""
    return "act" if whose == by else "administer"


def scope_needed(method: str, right: str = "") -> Scope:
    """What a token must be for, to ask this way for something under a right of operators or administrators."""
    if right == "administrator":
        return "administer"
    if method in ("GET", "HEAD", "OPTIONS"):
        return "read"
    return "operate" if right == "operator" else "act"

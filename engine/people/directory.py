"""The directory: people, departments, posts, roles and stand-ins, as data that others keep and change.

Everything is in the order it was written, so that the same directory always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from engine.calendars import Text


@dataclass(frozen=True)
class PostHeld:
    """A post somebody holds in a department; one of a person's posts is the main one."""

    department: str
    post: str
    main: bool = False


@dataclass(frozen=True)
class PostTaken:
    """For which of their departments a person started a case (human work, section 5)."""

    person: str
    department: str

    @classmethod
    def of(cls, person: str | None, department: str | None) -> PostTaken | None:
        """The post, where both are known."""
        return cls(person, department) if person is not None and department is not None else None


@dataclass(frozen=True)
class RoleHeld:
    """A role somebody holds; without a department: in every department where they have a post."""

    role: str
    department: str | None = None


@dataclass(frozen=True)
class Absence:
    """Away from the first to the last day, both included; without a last day until further notice."""

    first: date
    last: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        """True if the person is away on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Person:
    """One person. `manager` is their own superior, where it is not the one their role gives. `left`: gone since.
    `outside`: known to the company, but not of it. `calendar`: their own working time."""

    id: str
    name: Text
    posts: tuple[PostHeld, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    groups: tuple[str, ...] = ()
    manager: str | None = None
    email: str | None = None
    absences: tuple[Absence, ...] = ()
    capabilities: tuple[str, ...] = ()
    left: date | None = None
    outside: bool = False
    calendar: str | None = None

    @property
    def department(self) -> str | None:
        """The department of the main post; of the first one where none is marked."""
        main = next((held for held in self.posts if held.main), self.posts[0] if self.posts else None)
        return main.department if main else None

    @property
    def departments(self) -> tuple[str, ...]:
        """Every department where the person has a post, each once."""
        return tuple(dict.fromkeys(held.department for held in self.posts))

    def holds(self, role: str, departments: tuple[str, ...] = ()) -> bool:
        """True if the person has that role, in one of those departments where any are named."""
        return any(
            held.role == role and (not departments or bool(set(departments) & set(_where(held, self.departments))))
            for held in self.roles
        )


def _where(held: RoleHeld, departments: tuple[str, ...]) -> tuple[str, ...]:
    return (held.department,) if held.department else departments


@dataclass(frozen=True)
class Department:
    """A department, its head (部门负责人), the department it belongs to, and its working time."""

    id: str
    name: Text
    head: str | None = None
    parent: str | None = None
    calendar: str | None = None


@dataclass(frozen=True)
class Role:
    """A role. A lapse of its holders goes to the holders of `superior`, or where there is none to those of `deputy`.

    `covers`: roles that stand in for a vacant post of this role, same level first. `authority`: the amount up to which
    its holders decide alone. `calendar`: when its holders work, where that is not their department's time.
    """

    id: str
    name: Text
    superior: str | None = None
    deputy: str | None = None
    covers: tuple[str, ...] = ()
    authority: Decimal | None = None
    calendar: str | None = None


@dataclass(frozen=True)
class StandIn:
    """`person` stands in for `absent` from the first to the last day, both included.

    `processes` None: in all. `amount`: only where a step asks for somebody who may decide on an amount, and up to it.
    `open_tasks`: also in tasks that were offered before it began. `only`: the absent person
    may not act meanwhile; otherwise both may, and the first one wins. A stand-in does not pass it on.
    """

    id: str
    person: str
    absent: str
    first: date
    last: date | None = None
    processes: tuple[str, ...] | None = None
    open_tasks: bool = False
    only: bool = False
    amount: Decimal | None = None

    def holds(self, day: date, process: str) -> bool:
        """True on that day for that process; a question without a process meets only stand-ins for all."""
        during = self.first <= day and (self.last is None or day <= self.last)
        return during and (self.processes is None or process in self.processes)

    def is_over(self, today: date) -> bool:
        """True from the day after its last one on."""
        return self.last is not None and self.last < today

    def covers(self, amount: Decimal | None) -> bool:
        """True for what is decided on up to that amount; one with a limit covers nothing whose amount nobody knows."""
        return self.amount is None or (amount is not None and amount <= self.amount)

    def reaches(self, offered: date | None) -> bool:
        """True for a task that was offered on that day: it held already, or it takes over open tasks."""
        return self.open_tasks or offered is None or offered >= self.first


@dataclass(frozen=True)
class Shift:
    """People on duty from one instant up to another, on a post of the roster where one is named."""

    first: datetime
    last: datetime
    people: tuple[str, ...]
    post: str | None = None


@dataclass(frozen=True)
class Roster:
    """Who is on duty when (值班表)."""

    id: str
    name: Text
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, eq=False)
class Directory:
    """Who there is. `version` is a digest of all it says, and goes into every record of an assignment."""

    people: Mapping[str, Person]
    departments: Mapping[str, Department]
    roles: Mapping[str, Role]
    posts: Mapping[str, Text]
    stand_ins: tuple[StandIn, ...]
    zone: ZoneInfo
    version: str
    written: Mapping[str, object] = field(repr=False)
    rosters: Mapping[str, Roster] = field(default_factory=dict)

    def person(self, person: str) -> Person | None:
        """The person of that id, gone or not; None for nobody."""
        return self.people.get(person)

    def name_of(self, person: str) -> Text:
        """How a person is called; the id of somebody unknown."""
        found = self.people.get(person)
        return found.name if found else Text(person, person)

    def day_of(self, at: datetime) -> date:
        """The day it is in the company at an instant."""
        return at.astimezone(self.zone).date()

    def is_here(self, person: str, day: date) -> bool:
        """True for somebody in the directory who has not left by that day. Absence does not matter."""
        found = self.people.get(person)
        return found is not None and (found.left is None or day < found.left)

    def is_absent(self, person: str, day: date) -> bool:
        """True for somebody who is away on that day."""
        found = self.people.get(person)
        return found is not None and any(absence.covers(day) for absence in found.absences)

    def seen_from(self, post: PostTaken | None) -> Directory:
        """This directory for a case that somebody started for one of their departments: there is their main post."""
        found = self.people.get(post.person) if post is not None else None
        if post is None or found is None or found.department == post.department:
            return self
        posts = tuple(replace(held, main=held.department == post.department) for held in found.posts)
        there = replace(found, posts=posts, manager=None)  # a superior of their own is that of their main post
        return replace(self, people={**self.people, post.person: there})

    def holders(self, role: str, departments: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The holders of a role, in those departments where any are named.

        Two roles need no entry: `head` is held by the head of a department, and `employee` by everybody of the company,
        unless people are given either by name.
        """
        held = [one for one in self._holders.get(role, ()) if self.people[one].holds(role, departments)]
        if role == "head":
            heads = (self.departments[one].head for one in departments or self.departments if one in self.departments)
            held = [*(head for head in heads if head), *held]
        if role == "employee" and not self._holders.get(role):
            everybody = (person for person in self.people.values() if not person.outside)
            held = [one.id for one in everybody if not departments or set(departments) & set(one.departments)]
        return tuple(dict.fromkeys(held))

    def holds_any(self, person: str, roles: Collection[str]) -> bool:
        """Whether somebody holds one of these roles themselves."""
        return any(person in self.holders(role) for role in roles)

    @cached_property
    def _holders(self) -> dict[str, tuple[str, ...]]:
        by_role: dict[str, dict[str, None]] = {}
        for person in self.people.values():
            for held in person.roles:
                by_role.setdefault(held.role, {})[person.id] = None
        return {role: tuple(people) for role, people in by_role.items()}

    def in_group(self, group: str) -> tuple[str, ...]:
        """The members of a group."""
        return tuple(person.id for person in self.people.values() if group in person.groups)

    def in_post(self, post: str, departments: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Those who hold a post, in those departments where any are named."""
        return tuple(
            person.id
            for person in self.people.values()
            if any(held.post == post and (not departments or held.department in departments) for held in person.posts)
        )

    def in_department(self, department: str) -> tuple[str, ...]:
        """Everybody of a department and of the departments within it."""
        return self._within.get(department, ())

    @cached_property
    def _within(self) -> dict[str, tuple[str, ...]]:
        """By department, everybody in it and in those within it."""
        ways = {one: (one, *self.above(one)) for person in self.people.values() for one in person.departments}
        found: dict[str, dict[str, None]] = {}
        for person in self.people.values():
            for department in person.departments:
                for one in ways[department]:
                    found.setdefault(one, {})[person.id] = None
        return {department: tuple(people) for department, people in found.items()}

    def above(self, department: str) -> tuple[str, ...]:
        """The departments a department belongs to, nearest first."""
        chain: list[str] = []
        here = self.departments.get(department)
        while here is not None and here.parent is not None and here.parent not in chain:
            chain.append(here.parent)
            here = self.departments.get(here.parent)
        return tuple(chain)

    def calendar_of(self, person: str) -> str | None:
        """When somebody works: their own calendar, else that of the first of their roles that has one, else that of
        their department or the nearest one above it. None: the company's."""
        found = self.people.get(person)
        if found is None:
            return None
        roles = (self.roles.get(held.role) for held in found.roles)
        here = (found.department,) if found.department else ()
        above = (one for department in here for one in (department, *self.above(department)))
        departments = (self.departments.get(one) for one in above)
        kept = (one.calendar for one in (found, *roles, *departments) if one is not None)
        return next((calendar for calendar in kept if calendar), None)

    def authority_of(self, person: str) -> Decimal:
        """The amount up to which somebody decides alone: the highest of their roles; zero without any."""
        held = (role.authority for role in self.roles.values() if person in self.holders(role.id))
        return max((amount for amount in held if amount is not None), default=Decimal(0))

    def stand_ins_for(self, person: str, day: date, process: str = "") -> tuple[StandIn, ...]:
        """The stand-ins for somebody on a day, in the order they were made."""
        return tuple(one for one in self.stand_ins if one.absent == person and one.holds(day, process))

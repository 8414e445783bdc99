"""People, departments, posts and roles, as the directory has them."""

from datetime import date

from api.shapes.wire import Instant, Person, Shape, Words


class PostTold(Shape):
    """A post somebody holds."""

    department: str
    department_name: Words
    post: str
    name: Words
    main: bool


class RoleTold(Shape):
    """A role somebody holds; without a department wherever they have a post."""

    role: str
    name: Words
    department: Words


class AbsenceTold(Shape):
    """When somebody is away; why is told to those who answer for them."""

    first: date
    last: date | None
    reason: str


class StandInTold(Shape):
    """Who stands in for whom. `by`: who set it; None: a file or a case. `reason` and `case_id` are for those it
    concerns. `may_end`: the asker may."""

    number: str
    person: Person
    absent: Person
    first: date
    last: date | None
    processes: list[str] | None
    process_names: list[Words]
    amount: str | None
    open_tasks: bool
    only: bool
    by: Person | None
    case_id: str | None
    reason: str
    over: bool
    may_end: bool


class AccountTold(Shape):
    """Somebody's account, for administrators."""

    user_name: str
    roles: list[str]
    disabled: bool
    signed_in_at: Instant | None


class PersonCard(Shape):
    """Somebody, with their place in the company. `open_tasks` is told to those who answer for them.

    `may_set_stand_in`: the asker may set and end their stand-ins, and hand them over.
    """

    person: Person
    posts: list[PostTold]
    roles: list[RoleTold]
    groups: list[str]
    email: str
    superior: Person | None
    reports: list[Person]
    heads: list[Words]
    calendar: str | None
    outside: bool
    left: date | None
    absences: list[AbsenceTold]
    stand_ins: list[StandInTold]
    open_tasks: int | None
    may_set_stand_in: bool
    account: AccountTold | None


class DepartmentTold(Shape):
    """A department. `people`: how many have a post in it or in one within it."""

    id: str
    name: Words
    parent: str | None
    head: Person | None
    people: int
    calendar: str | None


class RoleListed(Shape):
    """A role, with who holds it."""

    id: str
    name: Words
    superior: Words
    deputy: Words
    authority: str | None
    holders: list[Person]


class PostListed(Shape):
    """A post, with who holds it."""

    id: str
    name: Words
    holders: list[Person]

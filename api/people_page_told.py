"""People put together: found as they are typed, and each with posts, roles, superior, absences and stand-ins."""

from api.company_in_force import company_of
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold, words
from api.problems import unknown
from api.shapes.people import (
    AbsenceTold,
    AccountTold,
    DepartmentTold,
    PersonCard,
    PostListed,
    PostTold,
    RoleListed,
    RoleTold,
)
from api.shapes.wire import Page, Words
from api.shapes.wire import Person as PersonShape
from api.stand_ins_told import of_person
from engine.administering.access import Standing
from engine.administering.stand_ins import answers_for
from engine.people import Directory, Person, manager_of, reports_of
from engine.people.lookup import found_people, namesakes
from store.paging import cursor_of, read_cursor


async def found(
    office: Office, asker: Asker, search: str, department: str | None, limit: int, cursor: str | None
) -> Page[PersonShape]:
    """A page of the people somebody may mean."""
    directory, now = (await company_of(office)).directory, office.clock()
    lately = await office.store.named_lately(asker.person)
    people = found_people(directory, search, directory.day_of(now), lately)
    if department is not None:
        within = set(directory.in_department(department))
        people = [one for one in people if one in within]
    (first,) = read_cursor(cursor, int) if cursor else (0,)
    page = people[first : first + limit]
    told, alike = PeopleTold.at(directory, now), namesakes(directory, page)
    items = [_told_apart(told.person(one), directory) if one in alike else told.person(one) for one in page]
    rest = first + limit < len(people)
    return Page(items=items, cursor=cursor_of(first + limit) if rest else None)


def _told_apart(person: PersonShape, directory: Directory) -> PersonShape:
    """With post and id beside the department: there is another one of this name in it."""
    known = directory.person(person.id)
    held = [directory.posts[one.post] for one in (known.posts if known else ()) if one.post in directory.posts]
    posts = [held[0].zh, held[0].en] if held else ["", ""]
    said = Words(
        zh=" · ".join(filter(None, (person.department.zh, posts[0], person.id))),
        en=" · ".join(filter(None, (person.department.en, posts[1], person.id))),
    )
    return person.model_copy(update={"department": said})


async def card(office: Office, who: Standing, person: str) -> PersonCard:
    """Somebody as who asks may see them. Raises 404 `unknown-person`."""
    company, now = await company_of(office), office.clock()
    directory, told = company.directory, PeopleTold.at(company.directory, now)
    known = directory.person(person)
    if known is None:
        raise unknown("person", "人员")
    answers = answers_for(person, directory, who.person, office.settings.stand_in_setters)
    close = answers or who.sees_arrangements or person in who.people
    heads = [one.name for one in directory.departments.values() if one.head == person]
    return PersonCard(
        person=told.person(person), posts=_posts(known, directory), roles=_roles(known, directory),
        groups=list(known.groups), email=known.email or "", superior=told.maybe(manager_of(directory, person)),
        reports=told.people(one for one in reports_of(directory, person) if manager_of(directory, one) == person),
        heads=[words(one) for one in heads], calendar=directory.calendar_of(person), outside=known.outside,
        left=known.left,
        absences=[
            AbsenceTold(first=one.first, last=one.last, reason=one.reason if close else "") for one in known.absences
        ],
        stand_ins=await of_person(office, who, person),
        open_tasks=await office.store.count_open(person) if close else None,
        may_set_stand_in=answers, account=await _account(office, who, person),
    )  # fmt: skip


def _posts(person: Person, directory: Directory) -> list[PostTold]:
    found = []
    for held in person.posts:
        department, name = directory.departments.get(held.department), directory.posts.get(held.post)
        found.append(
            PostTold(
                department=held.department, department_name=words(department.name) if department else Words(),
                post=held.post, name=words(name) if name else Words.of(held.post),
                main=held.department == person.department,
            )
        )  # fmt: skip
    return found


def _roles(person: Person, directory: Directory) -> list[RoleTold]:
    told = PeopleTold(directory)
    return [
        RoleTold(role=held.role, name=_role_name(held.role, directory), department=told.department(held.department))
        for held in person.roles
    ]


def _role_name(role: str | None, directory: Directory) -> Words:
    known = directory.roles.get(role) if role else None
    return words(known.name) if known else Words.of(role)


async def _account(office: Office, who: Standing, person: str) -> AccountTold | None:
    found = await office.store.account(person) if "administrator" in who.roles else None
    if found is None:
        return None
    return AccountTold(
        user_name=found.user_name, roles=list(found.roles), disabled=found.disabled, signed_in_at=found.signed_in_at
    )


async def departments(office: Office) -> Page[DepartmentTold]:
    """All departments, each after the one it belongs to."""
    directory = (await company_of(office)).directory
    told = PeopleTold.at(directory, office.clock())
    in_order = sorted(directory.departments, key=lambda one: [*reversed(directory.above(one)), one])
    items = [
        DepartmentTold(
            id=one.id, name=words(one.name), parent=one.parent, head=told.maybe(one.head),
            people=len(directory.in_department(one.id)), calendar=one.calendar,
        )
        for one in (directory.departments[name] for name in in_order)
    ]  # fmt: skip
    return Page(items=items)


async def roles(office: Office) -> Page[RoleListed]:
    """All roles, with who holds them."""
    directory = (await company_of(office)).directory
    told = PeopleTold.at(directory, office.clock())
    items = [
        RoleListed(
            id=one.id, name=words(one.name), superior=_role_name(one.superior, directory),
            deputy=_role_name(one.deputy, directory),
            authority=str(one.authority) if one.authority is not None else None,
            holders=told.people(directory.holders(one.id)),
        )
        for one in directory.roles.values()
    ]  # fmt: skip
    return Page(items=items)


async def posts(office: Office) -> Page[PostListed]:
    """All posts, with who holds them."""
    directory = (await company_of(office)).directory
    told = PeopleTold.at(directory, office.clock())
    items = [
        PostListed(id=post, name=words(name), holders=told.people(directory.in_post(post)))
        for post, name in directory.posts.items()
    ]
    return Page(items=items)

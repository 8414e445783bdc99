"""People, departments, posts and roles: found as they are typed, and each person with their place in the company."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import people_page_told as told
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import TheStanding
from api.shapes.people import DepartmentTold, PersonCard, PostListed, RoleListed
from api.shapes.wire import Limit, Page, Person

router = APIRouter(tags=["people"])
PersonId = Annotated[str, Path(max_length=100)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/people")
async def people(
    asker: SignedIn, office: TheOffice, search: Annotated[str, Query(max_length=100)] = "",
    department: Annotated[str | None, Query(max_length=100)] = None, limit: Limit = 20, cursor: Cursor = None,
) -> Page[Person]:  # fmt: skip
    """People by name, pinyin, initials, department or post, those one named lately first."""
    return await told.found(office, asker, search, department, limit, cursor)


@router.get("/people/{person}")
async def person(person: PersonId, who: TheStanding, office: TheOffice) -> PersonCard:
    """Somebody, with their place in the company."""
    return await told.card(office, who, person)


@router.get("/departments")
async def departments(_: SignedIn, office: TheOffice, limit: Limit = 200) -> Page[DepartmentTold]:
    """All departments, each after the one it belongs to."""
    return await told.departments(office)


@router.get("/roles")
async def roles(_: SignedIn, office: TheOffice) -> Page[RoleListed]:
    """All roles, with who holds them."""
    return await told.roles(office)


@router.get("/posts")
async def posts(_: SignedIn, office: TheOffice) -> Page[PostListed]:
    """All posts, with who holds them."""
    return await told.posts(office)

"""Rights as what a route declares: who may ask at all, and which case they may read.

The rule is `engine.administering.access`. Every route names one of these, or that it is open to everybody, with
`Anybody`; a test walks all routes. What one may not see looks like what is not there.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from api.identity import Asker, Identified, SignedIn, address_of, must_be_for
from api.office import Office, TheOffice
from api.problems import Refusal, unknown
from engine.administering import access
from engine.administering.access import Concerned, Standing
from engine.administering.fields_read import fields_read
from engine.administering.settings import may_set
from engine.model.plan import Plan
from store.rows import TaskRow


async def standing(asker: SignedIn, office: TheOffice) -> Standing:
    """What who asks is in the company today."""
    return await office.store.standing(asker.person, asker.roles)


TheStanding = Annotated[Standing, Depends(standing)]
"""Everybody who is signed in, with what they are in the company: for lists that are filtered by right."""


def no_right(what: str, zh: str) -> Refusal:
    """Signed in, and not allowed."""
    return Refusal(403, "no-right", f"Expected {what}, but you are none", zh)


OF_ROLES: set[Callable[..., Any]] = set()
"""The rights below that come from a role of the account: what the test that walks all routes looks for."""


def _role(*roles: str, what: str, zh: str) -> Callable[..., Awaitable[Asker]]:
    async def holder(asker: Identified, request: Request) -> Asker:
        if asker.roles.isdisjoint(roles):
            raise no_right(what, zh)
        must_be_for(asker, request.method, roles[0])
        return asker

    holder.__doc__ = f"The right of {' and '.join(f'{role}s' for role in roles)}."
    OF_ROLES.add(holder)
    return holder


Operators = Annotated[Asker, Depends(_role("operator", what="an operator", zh="只有运维人员可以这样做。"))]
"""Those who keep it running and repair cases."""
Administrators = Annotated[Asker, Depends(_role("administrator", what="an administrator", zh="只有管理员可以这样做。"))]
"""Those who look after accounts, the directory and settings."""
Auditors = Annotated[
    Asker,
    Depends(
        _role("auditor", "administrator", what="an auditor or an administrator", zh="只有审计员和管理员可以这样做。")
    ),
]
"""Those who read the record of what people did."""


async def managing(who: TheStanding) -> Standing:
    """The right of those who answer for people, for a process or for the installation."""
    if not (who.is_manager or who.reads_all):
        raise no_right("somebody who answers for people or a process", "只有主管、流程负责人和运维人员可以查看。")
    return who


Managers = Annotated[Standing, Depends(managing)]
"""Superiors, heads of departments, owners of processes, operators and auditors."""


async def reaching(who: TheStanding) -> Standing:
    """The right of those who answer for people, and of administrators, who enter how people are reached."""
    return who if "administrator" in who.roles else await managing(who)


Reaching = Annotated[Standing, Depends(reaching)]
"""Superiors and all the others of `Managers`; administrators."""


async def owning(process: str, asker: Identified, office: TheOffice, request: Request) -> Standing:
    """The right of those who answer for the process named in the address, and of operators."""
    who = await standing(asker, office)
    if not access.may_operate(who, process):
        raise no_right(f"somebody who answers for {process}", "只有该流程的负责人可以这样做。")
    must_be_for(asker, request.method, "operator")
    return who


OwnersOf = Annotated[Standing, Depends(owning)]
"""Who answers for the `process` of the address; operators too."""


async def setting(process: str, asker: Identified, office: TheOffice, request: Request) -> Standing:
    """The right to set what a process decides by, or the company: who answers for it, and administrators."""
    who = await standing(asker, office)
    if not may_set(who, process):
        raise no_right("an administrator, or who answers for the process", "只有该流程的负责人和管理员可以这样做。")
    must_be_for(asker, request.method, "administrator")
    return who


MaySet = Annotated[Standing, Depends(setting)]
"""Who may change the settings of the `process` of the address; a token must be for administering."""


@dataclass(frozen=True)
class CaseRead:
    """A case somebody may read. `blind`: where it stands, and no word of it."""

    case_id: str
    who: Standing
    case: Concerned
    blind: bool

    @property
    def may_manage(self) -> bool:
        """Whether who asks answers for it, as a superior or for the process."""
        return access.may_manage(self.who, self.case)

    @property
    def may_operate(self) -> bool:
        """Whether who asks may repair it."""
        return access.may_operate(self.who, self.case.process)


async def reading(case_id: str, who: TheStanding, office: TheOffice) -> CaseRead:
    """The right to read the case of the address, blind too. Raises 404 `unknown-case`."""
    return await _read(case_id, who, office)


async def _read(case_id: str, who: Standing, office: Office) -> CaseRead:
    case = await office.store.concerned(case_id)
    grade = "nothing" if case is None else access.reading_of(who, case)
    if case is None or grade == "nothing":
        raise unknown("case", "流程")
    return CaseRead(case_id, who, case, grade == "blind")


MayReadCase = Annotated[CaseRead, Depends(reading)]
"""Whoever may read the case of the address (`case_id`), a sealed one blind."""


def fields_seen(
    who: Standing, case: Concerned, plan: Plan, start: str, tasks: Iterable[TaskRow]
) -> frozenset[str] | None:
    """The fields of a case that somebody reads; None: all. `tasks`: all that the case has had."""
    own = [row.step for row in tasks if who.person in (row.by, row.on_behalf_of, row.holder, row.lent_to, *row.offered)]
    return fields_read(plan, start, who, case, own)


async def read_words(case_id: str, who: Standing, office: Office) -> CaseRead:
    """The right to read the words of a case named outside the address. Raises 404 `unknown-case`, 403 `sealed`."""
    return await reading_in_full(await _read(case_id, who, office))


async def reading_in_full(read: MayReadCase) -> CaseRead:
    """The right to read the words of the case of the address. Raises 403 `sealed`."""
    if read.blind:
        raise Refusal(
            403, "sealed", "Expected somebody who is in this case: it is sealed", "密件：仅本案相关人员可读。"
        )
    return read


MayReadWords = Annotated[CaseRead, Depends(reading_in_full)]
"""Whoever may read the words of the case of the address: data, comments, files, history."""


async def answering(read: MayReadCase) -> CaseRead:
    """The right to lead the case of the address on: those who operate it, and superiors of who is in it."""
    if not (read.may_operate or read.may_manage):
        raise no_right(
            "a superior, an owner of the process or an operator", "只有主管、流程负责人和运维人员可以这样做。"
        )
    return read


MayManageCase = Annotated[CaseRead, Depends(answering)]
"""Whoever answers for the case of the address, or for people in it."""


async def may_manage(case_id: str, who: Standing, office: Office) -> CaseRead:
    """The same of a case that is named elsewhere than in the address."""
    return await answering(await _read(case_id, who, office))


async def looking_into(read: MayReadCase) -> CaseRead:
    """The right to know why the case of the address stands: who leads it on, and auditors."""
    return read if read.who.reads_all else await answering(read)


MayLookIntoCase = Annotated[CaseRead, Depends(looking_into)]
"""Whoever answers for the case of the address or for people in it; auditors too."""


async def anybody(request: Request, office: TheOffice) -> None:
    """Open to everybody, signed in or not, so many times a minute from one address."""
    office.rates.take("stranger", address_of(request))


Anybody: Any = Depends(anybody)
"""What a route declares that asks for no sign-in: `dependencies=[Anybody]`."""

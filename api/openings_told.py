"""Requests to open sealed cases put together, for those who may ask, answer or audit."""

from api.company_in_force import directory_of
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.rights import no_right
from api.shapes.openings import OpeningsTold, OpeningTold, ToAnswer, ToOpen
from engine.administering.access import Standing
from engine.administering.openings import Keepers, Opening, may_see

MOST = 200


def keepers(office: Office) -> Keepers:
    """Who may ask and who may confirm, in this installation."""
    return Keepers(tuple(office.settings.seal_askers), tuple(office.settings.seal_openers))


async def listed(office: Office, who: Standing) -> OpeningsTold:
    """All of them for who may ask, answer or audit; else one's own and those one was told of."""
    directory = await directory_of(office)
    kept = keepers(office)
    asks, answers = (directory.holds_any(who.person, roles) for roles in (kept.askers, kept.openers))
    listed = await office.store.openings(MOST)
    found = [(one, key) for one, key in listed if may_see(one, who, kept, directory)]
    told = PeopleTold.at(directory, office.clock())
    items = [_told(office, one, key, told, answers and one.by != who.person) for one, key in found]
    return OpeningsTold(items=items, may_ask=asks)


def _told(office: Office, one: Opening, key: str, told: PeopleTold, may_answer: bool) -> OpeningTold:
    now = office.clock()
    return OpeningTold(
        id=one.id, case_id=one.case_id, business_key=key, by=told.person(one.by), reason=one.reason, hours=one.hours,
        asked_at=one.asked_at, answered_by=told.maybe(one.answered_by), answered_at=one.answered_at, answer=one.answer,
        until=one.until, told=told.people(one.told), may_answer=may_answer and one.waits(now),
        standing=one.standing(now),
    )  # fmt: skip


async def ask(office: Office, asker: Asker, body: ToOpen) -> OpeningTold:
    """Ask to read a sealed case. Raises `Rejected`, 403 before a word about the case, 404 `unknown-case`."""
    directory = await directory_of(office)
    if not directory.holds_any(asker.person, keepers(office).askers):
        raise no_right("somebody who may ask for a sealed case", "您没有申请打开密件的权限。")
    case_id = await office.store.find_case(body.case)
    detail = await office.store.case(case_id) if case_id else None
    if detail is None:
        raise unknown("case", "流程")
    wanted = Opening("", detail.case.case_id, asker.person, body.reason, body.hours, office.clock())
    made = await office.store.ask_to_open(wanted, keepers(office))
    return _told(office, made, detail.case.business_key, PeopleTold.at(directory, office.clock()), False)


async def answer(office: Office, asker: Asker, number: str, body: ToAnswer) -> OpeningTold:
    """Confirm or refuse it as the second person. Raises `Rejected`, 403, 404 `unknown-opening`."""
    directory = await directory_of(office)
    if not directory.holds_any(asker.person, keepers(office).openers):
        raise no_right("somebody who may open sealed cases", "您没有打开密件的权限。")
    done = await office.store.answer_opening(number, asker.person, body.said, keepers(office), confirmed=body.confirmed)
    key = (await office.store.keys_of([done.case_id])).get(done.case_id, "")
    return _told(office, done, key, PeopleTold.at(directory, office.clock()), False)

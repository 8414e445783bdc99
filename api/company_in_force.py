"""The company in force, for whatever cannot be told without one; and what its processes are called."""

from api.office import Office
from api.shapes.wire import Words
from api.words_told import text_of
from engine.model.plan import Plan
from engine.model.steps.call_process import CallProcess
from engine.people import Directory
from store.company import Company
from store.world import NoCompany


async def company_of(office: Office) -> Company:
    """The company. Raises `NoCompany`."""
    company = await office.store.company()
    if company is None:
        raise NoCompany
    return company


async def directory_of(office: Office) -> Directory:
    """Its directory. Raises `NoCompany`."""
    return (await company_of(office)).directory


async def newest_plans(office: Office) -> list[Plan]:
    """The deployed processes, each by its newest version."""
    newest = await office.store.processes()
    return list((await office.store.plans_of(one.digest for one in newest)).values())


async def called_by(office: Office, plan: Plan) -> dict[str, Plan]:
    """The processes that a plan calls, each by its newest version; without those that are not deployed."""
    named = {step.process for step in plan.steps.values() if isinstance(step, CallProcess)}
    newest = [await office.store.newest(process) for process in sorted(named)]
    return {one.plan.process: one.plan for one in newest if one is not None}


async def process_names(office: Office) -> dict[str, Words]:
    """What the deployed processes are called, by their newest versions."""
    return {plan.process: text_of(plan.definition.name, plan.process) for plan in await newest_plans(office)}

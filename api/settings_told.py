"""Settings of processes put together: each with its default, its value, and who changed it."""

from collections.abc import Iterable
from typing import Any

from api.company_in_force import directory_of
from api.filled_told import Filling, field_told
from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.rights import no_right
from api.shapes.settings import ProcessSettings, SettingTold, ToSet
from api.shapes.wire import Page, Words
from api.words_told import WordsTold, text_of
from engine.administering.access import Standing
from engine.administering.settings import may_set, setting_of
from engine.model.plan import Plan
from store.process_settings import ChangedSetting


async def listed(office: Office, who: Standing) -> Page[ProcessSettings]:
    """The processes with settings that somebody may change or look into."""
    processes = [one for one in await office.store.processes() if who.sees_arrangements or may_set(who, one.process)]
    plans = await office.store.plans_of(one.digest for one in processes)
    found = [plans[one.digest] for one in processes if one.digest in plans and plans[one.digest].definition.settings]
    return Page(items=[await _told(office, who, plan) for plan in found])


async def of_process(office: Office, who: Standing, process: str) -> ProcessSettings:
    """Those of one process. Raises 404 `unknown-process`, 403 `no-right`."""
    plan = await _plan(office, process)
    if not (may_set(who, process) or who.sees_arrangements):
        raise no_right(f"somebody who answers for {process}", "只有该流程的负责人可以这样做。")
    return await _told(office, who, plan)


async def change(office: Office, who: Standing, process: str, name: str, body: ToSet) -> ProcessSettings:
    """Change one for the cases that begin from now on, by somebody who may. Raises 404 `unknown-process`, `Rejected`
    for what does not fit."""
    plan = await _plan(office, process)
    zone = (await directory_of(office)).zone
    if body.value is not None or name not in plan.definition.settings:
        kept = setting_of(plan, name, body.value, zone)
    else:
        kept = None
    await office.store.put_setting(process, name, kept, by=who.person, reason=body.reason)
    return await _told(office, who, plan)


async def _plan(office: Office, process: str) -> Plan:
    found = await office.store.newest(process)
    if found is None:
        raise unknown("process", "流程定义")
    return found.plan


async def _told(office: Office, who: Standing, plan: Plan) -> ProcessSettings:
    directory = await directory_of(office)
    people = PeopleTold.at(directory, office.clock())
    filling = Filling(WordsTold.of(plan, directory.zone, directory), people, {})
    changed = {one.name: one for one in await office.store.settings_changed(plan.process)}
    return ProcessSettings(
        process=plan.process, name=text_of(plan.definition.name, plan.process),
        department=people.department(plan.definition.department), may_change=may_set(who, plan.process),
        settings=list(_settings(plan, changed, filling)),
    )  # fmt: skip


def _settings(plan: Plan, changed: dict[str, ChangedSetting], filling: Filling) -> Iterable[SettingTold]:
    for name, setting in plan.definition.settings.items():
        mine = changed.get(name)
        field = field_told(name, setting, "edit", filling)
        default = _default(plan, name, filling)
        value = mine.value if mine else default
        told = field.model_copy(update={"value": value, "text": filling.words.value(value, setting)})
        said = filling.words.value(default, setting)
        yield SettingTold(
            name=name, field=told, default_text=said if said.zh else Words.of(str(setting.default)),
            changed_at=mine.at if mine else None, changed_by=filling.people.maybe(mine.by) if mine else None,
        )  # fmt: skip


def _default(plan: Plan, name: str, filling: Filling) -> Any:
    """The default as a value that is set is kept; None for one that is calculated."""
    written = plan.definition.settings[name].default
    calculated = isinstance(written, str) and written.startswith("=")
    return None if calculated else setting_of(plan, name, written, filling.words.zh.zone)

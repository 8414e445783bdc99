"""Plans to be read: what a case's own version does, in the words of the newest version of its process.

A change of words is in force for every case from the moment it is deployed, so nothing is kept but what comes of two
plans that never change.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection

from engine.model.batch_plan import batch_plan
from engine.model.plan import Plan
from engine.model.steps.user_task import UserTask
from store import deployments
from store.deployments import Deployment

KEPT = 512


@dataclass
class _Told:
    """Plans in other words, by their digest and the version whose words they are. Safe to use from many threads."""

    _plans: OrderedDict[tuple[str, Deployment], Plan] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, digest: str, newest: Deployment) -> Plan | None:
        with self._lock:
            return self._plans.get((digest, newest))

    def keep(self, plan: Plan, newest: Deployment) -> Plan:
        with self._lock:
            self._plans[plan.digest, newest] = plan
            while len(self._plans) > KEPT:
                self._plans.popitem(last=False)
        return plan


_TOLD = _Told()


def told(connection: Connection, digest: str) -> Plan | None:
    """A plan by its digest, as it is to be read."""
    return all_told(connection, [digest]).get(digest)


def all_told(connection: Connection, digests: Iterable[str]) -> dict[str, Plan]:
    """The plans of these digests as they are to be read, as far as they are known."""
    own = deployments.plans_of(connection, digests)
    newest = deployments.newest_of(connection, {_process_of(plan) for plan in own.values()})
    return {digest: _in_newest_words(connection, plan, newest) for digest, plan in own.items()}


def _in_newest_words(connection: Connection, plan: Plan, newest: Mapping[str, Deployment]) -> Plan:
    version = newest.get(_process_of(plan))
    if version is None or version.digest == plan.digest:
        return plan
    kept = _TOLD.find(plan.digest, version)
    return kept or _TOLD.keep(_told_anew(connection, plan, version), version)


def _told_anew(connection: Connection, plan: Plan, version: Deployment) -> Plan:
    newest = deployments.plan(connection, version.digest)
    assert newest is not None, f"plan {version.digest} of {version.process} is missing"
    same = _same_of(newest, plan)
    return plan if same is None else plan.in_words_of(same, deployments.said_since(connection, version))


def _process_of(plan: Plan) -> str:
    """The process whose versions speak for it: of a list of a batch step, the one of the step."""
    return (plan.definition.batch_of or plan.process).partition("/")[0]


def _same_of(newest: Plan, plan: Plan) -> Plan | None:
    """What stands for a plan in the newest version: of a list of a batch step, that of the same step."""
    if plan.definition.batch_of is None:
        return newest
    step_id = plan.definition.batch_of.partition("/")[2]
    step = newest.steps.get(step_id)
    return batch_plan(newest, step_id) if isinstance(step, UserTask) and step.batch is not None else None

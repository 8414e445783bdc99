"""The store: what is remembered of cases, people's commands and the company. Knows the engine, nothing above it.

Its names are imported when they are asked for: reading a company's files needs no database.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.commands import StoredCommand
    from store.commits import Committed
    from store.deployments import DeployedPlan, Deployment
    from store.drafts import Draft
    from store.limits import CASE_DATA, refuse_large
    from store.outbox import Outgoing, UnsealedTurn
    from store.rebuild import Rebuilt, Verified
    from store.refused_starts import RefusedStart
    from store.registers import IndexedDocument, RegisterEntry
    from store.reservations import Reservation
    from store.schedules import PastInstant, Schedule, ScheduleView
    from store.store import Store
    from store.world import NoCompany

__all__ = [
    "CASE_DATA",
    "Committed",
    "DeployedPlan",
    "Deployment",
    "Draft",
    "IndexedDocument",
    "NoCompany",
    "Outgoing",
    "PastInstant",
    "Rebuilt",
    "RefusedStart",
    "RegisterEntry",
    "Reservation",
    "Schedule",
    "ScheduleView",
    "Store",
    "StoredCommand",
    "UnsealedTurn",
    "Verified",
    "refuse_large",
]

_HOMES = {
    "CASE_DATA": "store.limits",
    "Committed": "store.commits",
    "DeployedPlan": "store.deployments",
    "Deployment": "store.deployments",
    "Draft": "store.drafts",
    "IndexedDocument": "store.registers",
    "NoCompany": "store.world",
    "Outgoing": "store.outbox",
    "PastInstant": "store.schedules",
    "Rebuilt": "store.rebuild",
    "RefusedStart": "store.refused_starts",
    "RegisterEntry": "store.registers",
    "Reservation": "store.reservations",
    "Schedule": "store.schedules",
    "ScheduleView": "store.schedules",
    "Store": "store.store",
    "StoredCommand": "store.commands",
    "UnsealedTurn": "store.outbox",
    "Verified": "store.rebuild",
    "refuse_large": "store.limits",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

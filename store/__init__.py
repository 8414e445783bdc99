"""The store: what is remembered of cases, people's commands and the company. Knows the engine, nothing above it."""

from store.commands import StoredCommand
from store.commits import Committed, CommitTurn
from store.deployments import DeployedPlan, Deployment
from store.limits import CASE_DATA, refuse_large
from store.outbox import Outgoing, UnsealedTurn
from store.rebuild import Rebuilt, Verified
from store.registers import IndexedDocument, RegisterEntry
from store.reservations import Reservation
from store.store import Store
from store.world import NoCompany

__all__ = [
    "CASE_DATA",
    "CommitTurn",
    "Committed",
    "DeployedPlan",
    "Deployment",
    "IndexedDocument",
    "NoCompany",
    "Outgoing",
    "Rebuilt",
    "RegisterEntry",
    "Reservation",
    "Store",
    "StoredCommand",
    "UnsealedTurn",
    "Verified",
    "refuse_large",
]

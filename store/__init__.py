"""The store: what is remembered of cases, people's commands and the company. Knows the engine, nothing above it."""

from store.store import (
    Committed,
    CommitTurn,
    DeployedPlan,
    Deployment,
    IndexedDocument,
    Outgoing,
    Rebuilt,
    RegisterEntry,
    Reservation,
    Store,
    StoredCommand,
    UnsealedTurn,
    Verified,
)

__all__ = [
    "CommitTurn",
    "Committed",
    "DeployedPlan",
    "Deployment",
    "IndexedDocument",
    "Outgoing",
    "Rebuilt",
    "RegisterEntry",
    "Reservation",
    "Store",
    "StoredCommand",
    "UnsealedTurn",
    "Verified",
]

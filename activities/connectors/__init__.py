"""Connectors: what a service task can call. Own ones are written the same way, in a module named in the settings."""

from activities.connectors.registry import (
    AnswersLater,
    Call,
    Connector,
    ConnectorError,
    Registry,
    connector,
    load_connectors,
)

__all__ = ["AnswersLater", "Call", "Connector", "ConnectorError", "Registry", "connector", "load_connectors"]

"""service_task: a connector that exists, values, and how often it is tried."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.limits import check_duration
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.values import check_value
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import StepAt
from engine.expressions.types import ANY
from engine.model.steps.service_task import ServiceTask
from engine.said import Said

BUILT_IN = frozenset(
    (
        *("http.get", "http.post", "http.put", "http.delete"),
        *("mail.send", "register.add", "register.update", "document.issue"),
    )
)
"""Connectors every installation has."""

UNKNOWN = "unknown-connector"
"""The error of a call to a connector that is not there. A step that catches it goes on without."""


def check(c: Checking, at: StepAt, step: ServiceTask) -> None:
    check_every_step(c, at, known_in_set={"result": ANY})
    loc = at.loc
    for key, value in step.with_.items():
        check_value(c, (*loc, "with", key), value, at.names)
    check_duration(c, (*loc, "timeout"), step.timeout)
    check_duration(c, (*loc, "retry", "first"), step.retry.first)
    check_duration(c, (*loc, "retry", "up_to"), step.retry.up_to)
    _check_service(c, at, step)
    if step.service == "document.issue":
        _check_document(c, at, step)


def _check_service(c: Checking, at: StepAt, step: ServiceTask) -> None:
    known = c.known.connectors
    foreseen = any(event.error == UNKNOWN for event in step.events.values())
    if known is not None and step.service not in known | BUILT_IN and not foreseen:
        message = Said("Expected a connector of this installation, but `{service}` is none.", service=step.service)
        hint = did_you_mean(step.service, known | BUILT_IN) or Said(
            "Catch the error `{UNKNOWN}`, or add the connector.", UNKNOWN=UNKNOWN
        )
        c.report((*at.loc, "service"), UNKNOWN, message, hint)


def _check_document(c: Checking, at: StepAt, step: ServiceTask) -> None:
    document = step.with_.get("document")
    loc = (*at.loc, "with", "document")
    if document is None:
        hint = "Write `with: {document: <one of documents>}`."
        c.report((*at.loc, "service"), "missing-key", "Expected the document to issue.", hint)
    elif isinstance(document, str) and not document.startswith("=") and document not in c.definition.documents:
        hint = did_you_mean(document, c.definition.documents) or "Declare it under `documents`."
        c.report(
            loc,
            "unknown-document",
            Said("Expected a document of this definition, but `{document}` is none.", document=document),
            hint,
        )

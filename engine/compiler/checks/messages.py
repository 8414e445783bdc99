"""Messages: declared, and with a key wherever a running case must be found by it."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_expression
from engine.compiler.checks.limits import check_duration
from engine.compiler.checks.people import check_who
from engine.compiler.checks.texts import check_text
from engine.compiler.findings import did_you_mean
from engine.compiler.places import Loc
from engine.model.process import Message
from engine.said import Said


def check_messages(c: Checking) -> None:
    """The declarations."""
    for address, message in c.definition.messages.items():
        loc: Loc = ("messages", address)
        check_text(c, (*loc, "name"), message.name, c.names)
        if message.key is not None:
            check_expression(c, (*loc, "key"), message.key, c.names)
        check_duration(c, (*loc, "keep"), message.keep)
        check_who(c, (*loc, "by_hand"), message.by_hand, c.names)


def declared_message(c: Checking, loc: Loc, address: str) -> Message | None:
    """The declaration of a message, or None after reporting that there is none."""
    found = c.definition.messages.get(address)
    if found is None:
        hint = did_you_mean(address, c.definition.messages) or "Declare it under `messages`."
        c.report(
            loc,
            "unknown-message",
            Said("Expected a message of this definition, but `{address}` is none.", address=address),
            hint,
        )
    return found


def check_received(c: Checking, loc: Loc, address: str) -> None:
    """A message that a running case waits for: it must carry a key that finds the case."""
    message = declared_message(c, loc, address)
    if message is not None and message.key is None:
        text = Said(
            "Expected a message with a `key`, for it must find the running case, but `{address}` has none.",
            address=address,
        )
        hint = Said("Write `{address}: {{key: {example}}}` under `messages`.", address=address, example=_example_key(c))
        c.report(loc, "no-key", text, hint)


def _example_key(c: Checking) -> str:
    return c.definition.business_key

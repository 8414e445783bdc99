"""send: a declared message that can find its receiver, and somebody who takes it out where no connector does."""

from __future__ import annotations

from typing import Any

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_expression
from engine.compiler.checks.messages import declared_message
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_value
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.model.process import Message
from engine.model.steps.send import Send
from engine.said import Said


def check(c: Checking, at: StepAt, step: Send) -> None:
    check_every_step(c, at)
    loc, names = at.loc, at.names
    check_value(c, (*loc, "to"), step.to, names)
    check_value(c, (*loc, "channel"), step.channel, names)
    for key in ("to", "channel"):
        _check_filled(c, (*loc, key), getattr(step, key))
    if step.key is not None:
        check_expression(c, (*loc, "key"), step.key, names)
    check_text(c, (*loc, "text"), step.text, names)
    for key, value in step.with_.items():
        check_value(c, (*loc, "with", key), value, names)
    message = declared_message(c, (*loc, "message"), step.message)
    if message is not None:
        _check_receiver(c, at, step, message)


def _check_filled(c: Checking, loc: Loc, written: Any) -> None:
    if written in ("", [], "=null"):
        text = Said("Expected a party outside in `{key}`, but it is empty.", key=loc[-1])
        c.report(loc, "no-receiver", text, "Leave it out for a message to the cases that wait for it.")


def _check_receiver(c: Checking, at: StepAt, step: Send, message: Message) -> None:
    if step.to is None and step.channel is None:
        if message.key is None and step.key is None:
            text = "Expected a `key` that finds the cases waiting for it, or `to` or `channel` for a party outside."
            c.report(
                (*at.loc, "message"),
                "no-key",
                text,
                Said("Give `{message}` a `key` under `messages`.", message=step.message),
            )
        return
    served = c.known.channels
    is_written = isinstance(step.channel, str) and step.channel != "" and not step.channel.startswith("=")
    if served is not None and is_written and step.channel not in served and message.by_hand is None:
        text = Said(
            "Expected a connector for the channel `{channel}`, or somebody who sends it by hand.", channel=step.channel
        )
        hint = Said("Give `{message}` a `by_hand` under `messages`.", message=step.message)
        c.report((*at.loc, "channel"), "no-by-hand", text, hint)

"""Connectors of the proving office: quick, slow, failing ones."""

import asyncio
from typing import Any

from pydantic import BaseModel

from activities.connectors import Call, ConnectorError, connector


class Value(BaseModel):
    """Something, and how long to think about it."""

    value: Any = None
    seconds: float = 0.0


@connector("proving.echo")
async def echo(value: Value, call: Call) -> Value:
    """Says what it was told."""
    await asyncio.sleep(value.seconds)
    return value


class Question(BaseModel):
    """What is asked of the stock."""

    ref: str


class Stock(BaseModel):
    """Whether there is some."""

    available: bool


CALLS: list[str] = []
"""The keys of all calls of this process, for tests that want to know what was called how often."""


@connector("proving.stock")
async def stock(question: Question, call: Call) -> Stock:
    """Has everything but what begins with `none`; breaks on what begins with `broken`."""
    CALLS.append(call.key)
    if question.ref.startswith("none"):
        raise ConnectorError("out-of-stock", "nothing left")
    if question.ref.startswith("broken"):
        raise RuntimeError("the stock system is down")
    return Stock(available=True)

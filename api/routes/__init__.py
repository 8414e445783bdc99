"""The routes, one module a noun. Each names the right it asks for; `ROUTERS` is all of them."""

from fastapi import APIRouter

from api.routes import (
    accounts,
    definitions,
    flow,
    health,
    me,
    openapi,
    session,
    sign_in,
    starts,
    stuck,
    tasks,
    tokens,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    sign_in.router,
    session.router,
    tokens.router,
    me.router,
    accounts.router,
    openapi.router,
    tasks.router,
    definitions.router,
    stuck.router,
    flow.router,
    starts.router,
)

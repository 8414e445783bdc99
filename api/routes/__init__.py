"""The routes, one module a noun. Each names the right it asks for; `ROUTERS` is all of them."""

from fastapi import APIRouter

from api.routes import definitions, health, stuck, tasks

ROUTERS: tuple[APIRouter, ...] = (health.router, tasks.router, definitions.router, stuck.router)

"""The description of the API, for whoever is signed in."""

from typing import Any

from fastapi import APIRouter, Request

from api.identity import SignedIn

router = APIRouter(tags=["openapi"])


@router.get("/openapi.json")
async def openapi(_: SignedIn, request: Request) -> dict[str, Any]:
    """This document."""
    found: dict[str, Any] = request.app.openapi()
    return found

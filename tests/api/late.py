"""The same house some days later: what was due is late then, for who asks by that clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from api.application import application


def some_days_later(house: Any, person: str, *, days: int = 30, roles: tuple[str, ...] = ()) -> httpx2.AsyncClient:
    """The API as this person sees it so many days from now."""
    later = replace(house.office, clock=lambda: datetime.now(UTC) + timedelta(days=days))
    headers = {"x-person": person, "x-roles": ",".join(roles)}
    transport = httpx2.ASGITransport(application(later))
    return httpx2.AsyncClient(transport=transport, base_url="http://banjie", headers=headers, timeout=30)

"""What the connectors are tried on: a real http server on the loopback, and a call of a step."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from pydantic import SecretStr

import embedded
from activities.connectors import Call
from activities.connectors.registry import SecretValue
from proving.office import company
from store import Store
from tests.connectors.other_side import SEEN, other_side


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """Where the other side is."""
    port = embedded.free_port()
    server = uvicorn.Server(uvicorn.Config(other_side(), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest_asyncio.fixture
async def call(tmp_path: Path) -> Any:
    """A call of a step of a case, with a store and one secret for the loopback."""
    store = await Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", synchronous="NORMAL")
    await store.put_company(company())
    SEEN.clear()
    yield Call(
        id="s4#1", key="case-1/s4", case_id="case-1", process="order", business_key="O-1",
        at=datetime(2026, 3, 2, 1, tzinfo=UTC), zone="Asia/Shanghai", store=store,
        secrets={"stock_token": SecretValue(SecretStr("Bearer abc"), ("127.0.0.1",))},
    )  # fmt: skip
    await store.dispose()

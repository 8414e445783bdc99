"""Payloads encrypted on the way to the server: nothing readable is stored, keys can be changed, and all else works."""

import base64
from pathlib import Path

import pytest
from temporalio.api.common.v1 import Payload

from activities.confirming import has_turn
from activities.encryption import EncryptedPayloads, UnknownKey
from proving.office import open_office
from workflows.replaying import turns_of_case

pytest.importorskip("cryptography", reason="encryption is an extra: `pip install cryptography`")

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SECRET = "三天事假，家中有事"


async def test_a_case_runs_with_nothing_readable_in_its_history(server: str, tmp_path: Path) -> None:
    keys = {"k1": base64.b64encode(OLD).decode()}
    async with open_office(server, tmp_path, payload_keys=keys) as here:
        case = await here.start("approval", "E-1", note=SECRET)
        await here.complete(case.case_id, "submit", data={"note": SECRET})
        await here.open_task(case.case_id, "check")
        history = await here.handle(case).fetch_history()
        assert SECRET not in history.to_json() and base64.b64encode(SECRET.encode()).decode() not in history.to_json()
        turns = await turns_of_case(here.client, case.workflow_id)
        assert await has_turn(here.client, case.workflow_id, 2, turns[1].commit.turn["digest"])


async def test_the_last_key_writes_and_all_of_them_read() -> None:
    payload = Payload(metadata={"encoding": b"json/plain"}, data=SECRET.encode())
    (old,) = await EncryptedPayloads({"k1": OLD}).encode([payload])
    both = EncryptedPayloads({"k1": OLD, "k2": NEW})
    (new,) = await both.encode([payload])
    assert (old.metadata["encryption-key-id"], new.metadata["encryption-key-id"]) == (b"k1", b"k2")
    assert await both.decode([old, new, payload]) == [payload] * 3
    with pytest.raises(UnknownKey, match="k2"):
        await EncryptedPayloads({"k1": OLD}).decode([new])


async def test_a_payload_that_was_changed_is_not_read() -> None:
    codec = EncryptedPayloads({"k1": OLD})
    (sealed,) = await codec.encode([Payload(data=b"x")])
    sealed.data = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])
    with pytest.raises(Exception, match=r"^$"):
        await codec.decode([sealed])


@pytest.mark.parametrize("keys", [{}, {"short": b"x"}])
def test_keys_that_are_none_are_refused(keys: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        EncryptedPayloads(keys)

"""Connectors by their names: ours, and those of a module of one's own."""

from dataclasses import replace
from types import ModuleType

import pytest
from pydantic import BaseModel

from activities.connectors import Call, ConnectorError, connector, http, load_connectors, register
from activities.connectors.document import issue


class Given(BaseModel):
    sku: str


async def test_a_developers_own_connector_is_found_in_its_module_and_typed(call: Call) -> None:
    @connector("stock.check")
    async def check(given: Given, call: Call) -> Given:
        return Given(sku=given.sku.upper())

    module = ModuleType("own")
    module.check = check  # type: ignore[attr-defined]
    found = load_connectors([http, module])
    assert set(found) == {"http.get", "http.post", "http.put", "http.delete", "stock.check"}
    assert await found["stock.check"]({"sku": "a"}, call) == {"sku": "A"}
    with pytest.raises(ConnectorError, match="sku"):
        await found["stock.check"]({}, call)


def test_one_name_twice_is_an_error() -> None:
    @connector("http.get")
    async def mine(given: Given, call: Call) -> Given:
        return given

    module = ModuleType("own")
    module.mine = mine  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=r"http\.get"):
        load_connectors([http, module])


def test_a_function_without_models_is_no_connector() -> None:
    with pytest.raises(TypeError, match="pydantic"):

        @connector("loose.one")
        async def loose(given: dict, call: Call) -> dict:  # type: ignore[type-arg]
            return given


async def test_a_register_gets_a_line_once_and_is_laid_over(call: Call) -> None:
    first = await register.add({"register": "contracts", "entry": {"party": "甲"}}, call)
    again = await register.add({"register": "contracts", "entry": {"party": "甲"}}, call)
    assert first == again and (first["number"], first["key"]) == (1, "O-1")
    later = replace(call, key="case-1/s5")
    changed = await register.update({"register": "contracts", "entry": {"signed": True}}, later)
    assert changed["entry"] == {"party": "甲", "signed": True}


async def test_a_document_keeps_its_number_over_all_attempts(call: Call) -> None:
    asked = {"document": "bill", "numbering": "FH-{yyyymmdd}-{nnn}", "copies": {"white": "office"}}
    first, again = await issue(asked, call), await issue(asked, call)
    assert first == again == {"document": "bill", "number": "FH-20260302-001", "copies": {"white": "office"}}
    assert [one.number for one in await call.store.documents("case-1")] == ["FH-20260302-001"]

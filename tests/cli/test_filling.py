"""What somebody fills a form with on the command line, before it is sent."""

from pathlib import Path
from typing import Any

import pytest

from cli.endings import WrongUse
from cli.filling import filling
from engine.model.process import ProcessDefinition
from engine.runtime.refusals import Rejected

LINES = {"type": "table", "fields": {"sku": {"type": "text", "name": "品名"}, "qty": {"type": "integer"}}}
DEFINITION = ProcessDefinition.model_construct(process="trip", data={})


def fields(tmp_path: Path, content: str, *pairs: str, table: str = "lines") -> dict[str, Any]:
    from engine.model.fields import Field

    (tmp_path / "lines.csv").write_text(content, encoding="gb18030")
    definition = DEFINITION.model_copy(update={"data": {"lines": Field.model_validate(LINES)}})
    return filling(pairs, None, [f"{table}={tmp_path / 'lines.csv'}"]).fields(definition, "Asia/Shanghai")


def test_a_table_of_a_file_is_laid_beside_what_was_typed(tmp_path: Path) -> None:
    assert fields(tmp_path, "品名,qty\n钢笔,\"1,200\"\n", "note=soon") == {
        "note": "soon", "lines": [{"sku": "钢笔", "qty": 1200}],
    }  # fmt: skip


def test_what_is_wrong_with_a_table_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        fields(tmp_path, "品名,qty\n钢笔,many\n墨水,0.5\n")
    assert [error.path for error in refused.value.errors] == ["lines[1].qty", "lines[2].qty"]


def test_names_the_tables_there_are(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="`line` is none"):
        fields(tmp_path, "x", table="line")
    with pytest.raises(WrongUse, match="FIELD=FILE"):
        filling(None, None, ["lines"])
    with pytest.raises(WrongUse, match=r"at nothing\.csv"):
        filling(None, None, ["lines=nothing.csv"])

"""Tables as people paste them: whatever a spreadsheet shows is read, and all that is wrong is told by row and column."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.model.fields import Field
from engine.runtime.pasted_tables import read_table
from engine.runtime.refusals import Rejected

ZONE = ZoneInfo("Asia/Shanghai")
LINES = Field.model_validate({
    "type": "table",
    "name": {"zh": "明细", "en": "Lines"},
    "fields": {
        "sku": {"type": "text", "name": {"zh": "品名", "en": "Goods"}},
        "qty": {"type": "integer", "name": {"zh": "数量", "en": "Quantity"}, "minimum": "1"},
        "price": {"type": "money", "currency": "CNY", "name": "单价（元）"},
        "share": {"type": "percent"},
        "day": {"type": "date"},
        "at": {"type": "date_time"},
        "kind": {"type": "choice", "values": {"red": {"zh": "红", "en": "Red"}, "blue": "蓝"}},
        "agreed": {"type": "yes_no"},
        "tags": {"type": "list", "of": "text"},
        "papers": {"type": "files"},
    },
})  # fmt: skip


def read(text: str | bytes) -> list[dict[str, Any]]:
    return read_table("lines", LINES, text.encode() if isinstance(text, str) else text, ZONE)


def refused(text: str | bytes) -> Rejected:
    with pytest.raises(Rejected) as found:
        read(text)
    return found.value


def test_columns_are_named_by_id_or_as_people_call_them_and_may_be_few() -> None:
    rows = [{"sku": "A", "qty": 2}, {"sku": "B", "qty": 3}]
    for head in ("sku,qty", "品名,数量", " GOODS ,Quantity*", "品名,ｑｔｙ"):
        assert read(f"{head}\nA,2\n\nB,3\n,\n") == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_encoding_that_spreadsheets_write(encoding: str) -> None:
    assert read("品名\t数量\r\n钢笔\t２\r\n".encode(encoding)) == [{"sku": "钢笔", "qty": 2}]


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("qty", "1,234", 1234),
        ("qty", "１２３", 123),
        ("price", "¥1,234,567.80", "1234567.80"),
        ("price", "￥１２．５ 元", "12.50"),
        ("price", "(1,234.50)", "-1234.50"),
        ("share", "12.5%", "0.125"),
        ("share", "１２％", "0.12"),
        ("day", "2026/3/2", "2026-03-02"),
        ("day", "2026年3月2日", "2026-03-02"),
        ("day", "20260302", "2026-03-02"),
        ("at", "2026/3/2 9:05", "2026-03-02T09:05:00+08:00"),
        ("kind", "红", "red"),
        ("kind", "Red", "red"),
        ("kind", "blue", "blue"),
        ("agreed", "√", True),
        ("agreed", "FALSE", False),
        ("agreed", "否", False),
        ("tags", "新、急", ["新", "急"]),
        ("sku", "=SUM(A1:A2)", "=SUM(A1:A2)"),
        ("sku", "00123", "00123"),
        ("papers", "", None),
    ],
)
def test_cells_are_read_as_spreadsheets_show_them(column: str, cell: str, kept: Any) -> None:
    assert read(f"{column}\ttags\n{cell}\tx\n" if column != "tags" else f"tags\n{cell}\n")[0][column] == kept


def test_quoted_cells_may_hold_separators_quotes_and_lines() -> None:
    assert read('sku,qty\n"a, ""b""\nc",1\n') == [{"sku": 'a, "b"\nc', "qty": 1}]
    assert read('sku;qty\n5" pipe;1\n') == [{"sku": '5" pipe', "qty": 1}]


def test_all_that_is_wrong_is_told_by_row_and_column() -> None:
    found = refused("品名,数量,单价（元）,day,kind\nA,1,2,2026-03-02,红\nB,1.5,many,soon,绿\nC,0,=A1*2,,\nD,,,,,more\n")
    assert (found.code, [error.path for error in found.errors]) == (
        "wrong-type",
        [
            "lines[2].qty",
            "lines[2].price",
            "lines[2].day",
            "lines[2].kind",
            "lines[3].qty",
            "lines[3].price",
            "lines[4]",
        ],
    )
    assert found.errors[0].zh == "明细第 2 行“数量”：应为整数，实为“1.5”"
    assert found.errors[4].en == "Lines, row 3, Quantity: Expected at least 1, but got '0'"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("品名,数晾\nA,1", "没有列“数晾”"),
        ("sku,品名\nA,1", "重复"),
        ("\n\n", "第一行应为列名"),
        ('sku,qty\n"A,1\nB,2\n', "引号没有配对"),
        ("sku\n" + "A\n" * 612, "最多 500 行，实为 612 行"),
        (b"PK\x03\x04....", "请另存为 CSV"),
        (b"\xff\xff\xff", "文字编码"),
        (b"x" * (2 * 1024 * 1024 + 1), "最大 2048 KB"),
    ],
)
def test_what_is_no_such_table_is_refused_with_one_sentence(text: str | bytes, says: str) -> None:
    found = refused(text)
    assert found.code == "not-a-table" and says in found.errors[0].zh


def test_names_that_mean_no_column_are_told_together_with_the_nearest() -> None:
    found = refused("sk,quanty\nA,1")
    assert ["sku" in found.errors[0].en, len(found.errors)] == [True, 2]
    assert "是否“sku”" in found.errors[0].zh

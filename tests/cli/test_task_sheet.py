"""`show KEY/step`: what a task asks, of whom and why, until when, and what one types to do it."""

from pathlib import Path

import pytest
from own_installation import CommandLine

PROCESS = """\
process: damage-claim
name: {zh: 货损理赔, en: Damage claim}
department: warehouse
business_key: ref
data:
  ref: {type: text, name: {zh: 单号, en: Number}}
  amount: {type: money, currency: CNY, name: {zh: 金额, en: Amount}}
  fault:
    type: choice
    name: {zh: 责任方, en: Fault of}
    values: {courier: {zh: 快递, en: Courier}, us: {zh: 本公司, en: Ours}}
  photo: {type: file, name: {zh: 照片, en: Photo}, types: [jpg], max_size: 1 MB}
  pieces: {type: integer, name: {zh: 件数, en: Pieces}, formula: sum(parts.qty)}
  insured: {type: yes_no, name: {zh: 已投保, en: Insured}}
  parts: {type: table, name: {zh: 明细, en: Parts}, fields: {sku: {type: text}, qty: {type: integer}}}
copy:
  - {to: {role: employee}, by: starter}
revoke: {process: claim-undone, within: 30 days, with: {ref: =ref}}
start:
  ask: {by: {role: employee}, form: {require: [ref, amount], edit: [fault, parts, photo]}}
steps:
  - user_task: judge
    name: {zh: 定责, en: Decide whose fault}
    assign: {role: warehouse-keeper}
    due: 1 working day
    form:
      show: [ref, amount, parts, pieces, photo]
      edit: [insured]
      require: [fault]
      checks: [{must: amount > 0, say: {zh: 金额须大于零, en: the amount is above zero}}]
    outcomes:
      accept: {name: {zh: 受理, en: Accept}}
      refuse: {name: {zh: 不予受理, en: Refuse}, comment: required, next: refused}
    return: {to: [start]}
  - end: settled
  - end: refused
"""
UNDOING = """\
process: claim-undone
name: {zh: 撤销理赔, en: Undo a claim}
department: warehouse
business_key: '"UN-1-" + ref'
data:
  ref: {type: text}
start:
  called: {call: true, form: {require: [ref]}}
steps:
  - user_task: agreed
    assign: {role: warehouse-supervisor}
  - end: undone
"""


@pytest.fixture(scope="module")
def task(banjie: CommandLine) -> str:
    (Path(banjie.folder) / "definitions/damage-claim.yaml").write_text(PROCESS)
    (Path(banjie.folder) / "definitions/claim-undone.yaml").write_text(UNDOING)
    banjie.data("deploy", "claim-undone", "damage-claim")
    values = ["ref=DC-1", "amount=120.50", "fault=courier", 'parts=[{"sku": "A1", "qty": 2}]']
    banjie.data("start", "damage-claim", *[f"--with={one}" for one in values], by="cao-min")
    return "DC-1/judge"


def test_says_who_may_do_it_why_and_until_when(banjie: CommandLine, task: str) -> None:
    sheet = banjie.here("show", task).out
    assert "Decide whose fault — DC-1 Damage claim" in sheet
    assert "to claim by  Wang Gang (wang-gang), Tian Li (tian-li), since" in sheet
    assert "holding the role Warehouse keeper" in sheet and "due  " in sheet and "in " in sheet
    chinese = banjie.here("show", task, "--lang", "zh").out
    assert "定责 — DC-1 货损理赔" in chinese and "待认领  汪刚 (wang-gang)、田力 (tian-li)" in chinese
    assert "任角色 仓管员" in chinese and "截止" in chinese and "小时后" in chinese


def test_shows_the_form_with_types_choices_and_values_by_name(banjie: CommandLine, task: str) -> None:
    sheet = banjie.here("show", task).out
    assert "120.50 CNY" in sheet and "sku A1, qty 2" in sheet
    assert "one of: courier Courier | us Ours" in sheet and "yes | no" in sheet
    assert "must hold: the amount is above zero" in sheet
    chinese = banjie.here("show", task, "--lang", "zh").out
    assert "选一：courier 快递 | us 本公司" in chinese and "必填" in chinese and "须满足：金额须大于零" in chinese


def test_names_the_outcomes_and_what_one_types(banjie: CommandLine, task: str) -> None:
    sheet = banjie.here("show", task, "--lang", "zh").out
    assert "受理\n    starter.py complete DC-1/judge accept --with fault=…" in sheet
    assert "不予受理，须写意见\n    starter.py complete DC-1/judge refuse --with fault=… --comment …" in sheet
    assert "退回到 发起人\n    starter.py return DC-1/judge start --comment …" in sheet


def test_the_same_as_json(banjie: CommandLine, task: str) -> None:
    sheet = banjie.data("show", task)["sheet"]
    assert [(one["path"], one["fill"]) for one in sheet["form"]] == [
        ("ref", "show"), ("amount", "show"), ("parts", "show"), ("pieces", "show"), ("photo", "show"),
        ("fault", "require"), ("insured", "edit"),
    ]  # fmt: skip
    assert sheet["form"][5]["value"] == "courier" and sheet["form"][5]["field"]["type"] == "choice"
    assert sheet["outcomes"]["refuse"]["comment"] == "required" and sheet["return_to"] == ["start"]


def test_fields_of_a_case_are_shown_by_name_in_the_order_of_the_definition(banjie: CommandLine, task: str) -> None:
    shown = banjie.here("show", "DC-1", "--fields").out
    assert shown.index("Number") < shown.index("Amount") < shown.index("Fault of")
    assert "Courier" in shown and "{'" not in shown and "True" not in shown


def test_a_return_is_shown_before_it_is_done_and_what_has_changed_when_it_comes_again(
    banjie: CommandLine, task: str
) -> None:
    said = ("--comment", "which parcel")
    shown = banjie.data("return", task, "start", *said, "--preview", by="wang-gang")
    assert shown["left"] == ["judge"] and shown["offered"] == {"start": ["cao-min"]}
    assert "is cancelled" in banjie.here("return", task, "start", *said, "--preview", by="wang-gang").out
    assert banjie.refused("return", task, "start", "--preview", by="wang-gang")["code"] == "comment-missing"
    banjie.data("return", task, "start", *said, by="wang-gang")
    banjie.data("complete", "DC-1/start", "--with", "amount=99", by="cao-min")
    sheet = banjie.here("show", task).out
    assert "Changed since it was sent back" in sheet and "120.50" in sheet and "99.00" in sheet


def test_a_copy_is_listed_and_read(banjie: CommandLine, task: str) -> None:
    banjie.data("copy", "DC-1", "--to", "tian-li", "--comment", "for your files", by="cao-min")
    assert banjie.refused("copy", "DC-1", "--to", "tian-li", by="cao-min")["code"] == "copied-already"
    assert "DC-1" in banjie.here("inbox", "--copies", by="tian-li").out
    banjie.data("read", "DC-1", by="tian-li")
    assert banjie.data("inbox", "--copies", by="tian-li")["copies"][0]["read_at"] is not None
    assert banjie.refused("read", "DC-1", by="wang-gang")["code"] == "no-copy"


def test_an_ended_case_is_undone_by_a_linked_one_once(banjie: CommandLine, task: str) -> None:
    assert banjie.refused("revoke", "DC-1", "--comment", "not ours", by="cao-min")["code"] == "not-ended"
    banjie.data("complete", task, "accept", "--with", "fault=us", by="wang-gang")
    assert banjie.refused("revoke", "DC-1", "--comment", "not ours", by="tian-li")["code"] == "may-not-revoke"
    begun = banjie.data("revoke", "DC-1", "--comment", "not ours", by="cao-min")
    assert begun["business_key"] == "UN-1-DC-1"
    assert "undone by UN-1-DC-1" in banjie.here("show", "DC-1").out
    assert "undoes DC-1" in banjie.here("show", "UN-1-DC-1").out
    assert banjie.refused("revoke", "DC-1", "--comment", "again", by="cao-min")["code"] == "already-revoked"


def test_a_case_with_a_pasted_table_and_a_file_shows_both_and_what_is_calculated(
    banjie: CommandLine, task: str
) -> None:
    folder = Path(banjie.folder)
    (folder / "lines.csv").write_text("sku,qty\nA1,2\nB2,3\n", encoding="utf-8-sig")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff the damage")
    (folder / "fake.jpg").write_bytes(b"MZ no photo")
    common = ("damage-claim", "--with=ref=DC-2", "--with=amount=9", f"--table=parts={folder / 'lines.csv'}")
    start = ("start", *common)
    assert banjie.refused(*start, f"--with=photo=@{folder / 'fake.jpg'}", by="cao-min")["code"] == "file-not-allowed"
    assert banjie.refused(*start, "--with=photo=photo.jpg", by="cao-min")["errors"][0]["path"] == "photo"
    forged = '--with=photo={"digest": "%s", "name": "a.jpg", "size": 1, "type": "image/jpeg"}' % ("0" * 64)
    assert banjie.refused(*start, forged, by="cao-min")["code"] == "unknown-file"
    banjie.data(*start, f"--with=photo=@{folder / 'photo.jpg'}", by="cao-min")
    sheet = banjie.here("show", "DC-2/judge").out
    assert "photo.jpg (1 KB)" in sheet
    told = {one["path"]: one["value"] for one in banjie.here("show", "DC-2/judge", "--json").json["sheet"]["form"]}
    assert told["pieces"] == 5 and told["photo"]["size"] == 14

    banjie.data("attach", "DC-2", str(folder / "lines.csv"), "--comment", "the list", by="cao-min")
    listed = banjie.here("files", "DC-2", "--json").json["files"]
    assert [(one["name"], one["field"]) for one in listed] == [("photo.jpg", "photo"), ("lines.csv", "")]
    out = folder / "again.jpg"
    banjie.data("file", "get", listed[0]["digest"], "--out", str(out))
    assert out.read_bytes() == (folder / "photo.jpg").read_bytes()
    assert banjie.refused("file", "get", listed[0]["digest"], "--out", str(out))["code"] == "file-there"
    assert banjie.refused("file", "get", "0" * 64)["code"] == "unknown-file"
    assert banjie.data("file", "prune", "--preview") == {"files": [], "removed": False}
    assert "lines.csv" in banjie.here("history", "DC-2").out

"""Fields that hold files: references into the document store, of the kinds and sizes that the definition takes."""

from typing import Any

import pytest
from kit import Case, given

from engine.model.file_kinds import safe_name
from engine.runtime.events import CaseDescribed
from engine.runtime.file_values import must_be_attached_files, must_be_files
from engine.runtime.refusals import Rejected

FORM = """
data:
  contract: {type: file, types: [pdf, jpg], max_size: 5 MB}
  photos: {type: files, types: [jpg], maximum: 2}
  letter: {type: file}
steps:
  - {user_task: fill, assign: {role: clerk}, form: {edit: [contract, photos, letter]}}
"""


def a_file(name: str, size: int = 1000, **other: Any) -> dict[str, Any]:
    return {"digest": "a1" * 32, "name": name, "size": size, "type": "application/pdf", **other}


def test_a_case_holds_references() -> None:
    case: Case = given(FORM)
    case.complete("fill", data={"contract": a_file("HT.PDF"), "photos": [a_file("a.jpeg")], "letter": a_file("b.docx")})
    assert case["contract"] == a_file("HT.PDF") and len(case["photos"]) == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"contract": "HT.pdf"}, {"contract": {"type": "file"}}),
        ({"contract": a_file("HT.exe")}, {"contract": {"types": ["pdf", "jpg"]}}),
        ({"contract": a_file("HT.pdf", 6 * 1024 * 1024)}, {"contract": {"size": "5 MB"}}),
        ({"contract": a_file("../HT.pdf")}, {"contract": {"type": "file"}}),
        ({"contract": a_file("HT.pdf", digest="x")}, {"contract": {"type": "file"}}),
        ({"letter": {**a_file("a.doc"), "href": "http://x"}}, {"letter": {"type": "file"}}),
        (
            {"photos": [a_file("a.jpg"), a_file("b.png"), a_file("c.jpg")]},
            {"photos[2]": {"types": ["jpg"]}, "photos": {"maximum": "2"}},
        ),
    ],
)
def test_refuses_what_is_no_such_file(data: dict[str, Any], expected: dict[str, Any]) -> None:
    case: Case = given(FORM)
    with case.refuses("wrong-type") as refusal:
        case.complete("fill", data=data)
    assert {error.path: error.expected for error in refusal.value.errors} == expected


def test_a_rule_lays_a_file_into_a_row_as_it_is() -> None:
    case: Case = given("""
data:
  letter: {type: file}
  versions: {type: table, default: [], fields: {number: {type: integer}, file: {type: file}}}
steps:
  - user_task: fill
    assign: {role: clerk}
    form: {edit: [letter]}
    set: {versions: '=append(versions, {number: count(versions) + 1, file: letter})'}
""")
    case.complete("fill", data={"letter": a_file("b.docx")})
    assert case["versions"] == [{"number": 1, "file": a_file("b.docx")}]


def test_the_core_reads_a_name_for_systems_stories_and_old_histories() -> None:
    case: Case = given(FORM)
    case.complete("fill", data={"letter": "on paper, folder 7"})
    assert case["letter"] == "on paper, folder 7"


FIELDS = given(
    """
    data:
      letter: {type: file}
      photos: {type: files}
      note: {type: text}
      versions: {type: table, fields: {place: {type: integer}, text: {type: file}}}
      reply: {type: object, fields: {paper: {type: file}}}
    steps:
      - {user_task: fill, assign: {role: clerk}, form: {edit: [letter, photos, note, versions, reply]}}
    """
).plan.definition.data


def test_people_hand_files_in() -> None:
    paper = a_file("a.pdf")
    versions = [{"place": 1, "text": paper}, {"place": 2, "text": None}]
    must_be_files(FIELDS, {"letter": paper, "photos": [paper], "note": "a.pdf", "versions": versions}, {})
    must_be_files(FIELDS, {"letter": None, "reply.paper": paper, "photos": [], "unknown": "a.pdf"}, {})
    must_be_attached_files((paper,))


def test_a_mere_name_is_no_file_that_people_hand_in() -> None:
    data = {
        "letter": "a.pdf", "photos": [a_file("a.jpg"), "b.jpg"], "versions": [{"place": 1, "text": "v1.docx"}],
        "reply.paper": {"name": "r.pdf"},
    }  # fmt: skip
    with pytest.raises(Rejected) as refused:
        must_be_files(FIELDS, data, {})
    assert refused.value.code == "wrong-type"
    assert [error.path for error in refused.value.errors] == [
        "letter", "photos[2]", "versions[1].text", "reply.paper",
    ]  # fmt: skip
    assert refused.value.errors[0].en == "letter: Expected a file, but got only a name: 'a.pdf'"
    with pytest.raises(Rejected):
        must_be_attached_files((a_file("a.jpg"), "b.jpg"))


def test_a_name_that_an_old_case_holds_may_stay() -> None:
    must_be_files(FIELDS, {"letter": "a.pdf"}, {"letter": "a.pdf"})
    with pytest.raises(Rejected):
        must_be_files(FIELDS, {"letter": "b.pdf"}, {"letter": "a.pdf"})


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("合同 v2.pdf", "合同 v2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("con.pdf", "_con.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\nb\0.pdf", "ab.pdf"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_files_have_no_tricks(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_text_names_the_file_it_inserts() -> None:
    case: Case = given(
        """
        title: '{contract}: {photos}'
        data:
          contract: {type: file}
          photos: {type: files}
        steps:
          - {user_task: fill, assign: {role: clerk}, form: {edit: [contract, photos]}}
        """
    )
    happened = case.complete("fill", data={"contract": a_file("HT.pdf"), "photos": [a_file("a.jpg"), a_file("b.jpg")]})
    assert [event.title for event in happened if isinstance(event, CaseDescribed)] == ["HT.pdf: a.jpg、b.jpg"]

"""Fields that hold files: references into the document store, of the kinds and sizes that the definition takes."""

from typing import Any

import pytest
from kit import Case, given

from engine.model.file_kinds import safe_name
from engine.runtime.events import CaseDescribed

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


def test_a_file_that_is_only_named_is_kept_elsewhere() -> None:
    case: Case = given(FORM)
    case.complete("fill", data={"letter": "on paper, folder 7"})
    assert case["letter"] == "on paper, folder 7"


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

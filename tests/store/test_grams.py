"""Open cases are found by any piece of their words, on both databases, and no others."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from store import grams
from store.grams import LENGTH, cases_with, grams_of, pieces_of
from store.tables.search import case_grams, case_search


def test_every_place_of_a_line_gives_a_gram_of_that_line_alone() -> None:
    assert set(grams_of("合同审查书\nab")) == {"合同审查", "同审查书", "审查书", "查书", "书", "ab", "b"}
    assert all(len(gram) <= LENGTH for gram in grams_of("13812345678 上海"))


def test_what_is_looked_for_comes_longest_first_and_once() -> None:
    assert pieces_of("  合同 QJ-04 合同 ") == ["qj-04", "合同"]
    assert pieces_of("   ") == []


NOW = datetime(2026, 3, 9, tzinfo=UTC)
WORDS = {
    "one": "qj-001\n上海合同审查\n13812345678",
    "two": "qj-002\n北京采购\n13900005678",
    "three": "100%_yes",
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("合同", {"one"}),
        ("5678", {"one", "two"}),
        ("678", {"one", "two"}),
        ("12345678", {"one"}),
        ("5678 采购", {"two"}),
        ("审查 北京", set()),
        ("QJ-00", {"one", "two"}),
        ("%_", {"three"}),
        ("0%_y", {"three"}),
        ("查\n1", {"one"}),
        ("海北", set()),
    ],
)
async def test_cases_are_found_by_any_piece(store: Any, search: str, found: set[str]) -> None:
    def asked(db: Any) -> set[str]:
        _put(db)
        return set(cases_with(db, pieces_of(search), 10) or ())

    assert await store._database.write(asked) == found


def _put(db: Any) -> None:
    for case_id, words in WORDS.items():
        db.execute(case_search.insert(), {"case_id": case_id, "process": "p", "started_at": NOW, "words": words})
        db.execute(case_grams.insert(), [{"case_id": case_id, "gram": gram} for gram in grams_of(words)])


@pytest.mark.parametrize("gathered", [0, 20_000], ids=["each is asked", "gathered once"])
@pytest.mark.parametrize(("search", "found"), [("采购", {"two"}), ("12345678", {"one"}), ("qj 00", {"one", "two"})])
async def test_a_list_finds_what_many_cases_have(
    store: Any, monkeypatch: pytest.MonkeyPatch, search: str, found: set[str], gathered: int
) -> None:
    monkeypatch.setattr(grams, "GATHERED", gathered)

    def asked(db: Any) -> set[str]:
        _put(db)
        listed = grams.is_among(db, case_search.c.case_id, pieces_of(search))
        return set(db.scalars(select(case_search.c.case_id).where(listed)))

    assert await store._database.write(asked) == found

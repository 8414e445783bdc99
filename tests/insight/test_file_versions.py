"""What stood in a field of files before: who put it there, in which turn."""

from typing import Any

from engine.insight.file_versions import earlier_versions
from engine.runtime.events import DataWritten, Event

Turns = list[tuple[int, list[Event]]]


def file(name: str, version: str) -> dict[str, Any]:
    return {"digest": version * 64, "name": name, "size": 1, "type": "application/pdf"}


def told(turns: Turns, path: str, now: dict[str, Any], *, many: bool = False) -> list[tuple[str, int, str | None]]:
    return [(one.file["digest"][0], one.turn, one.by) for one in earlier_versions(turns, path, now, many=many)]


def test_what_stood_there_before_the_latest_first_with_who_put_it_there() -> None:
    turns: Turns = [
        (1, [DataWritten({"draft": file("contract.pdf", "a"), "amount": "1"}, "application", "ann")]),
        (4, [DataWritten({"draft": file("contract 2.pdf", "b")}, "revise", "ann")]),
        (7, [DataWritten({"draft": file("contract 3.pdf", "c")}, "revise", "bob")]),
    ]
    assert told(turns, "draft", file("contract 3.pdf", "c")) == [("b", 4, "ann"), ("a", 1, "ann")]
    assert told(turns, "amount", file("contract 3.pdf", "c")) == []


def test_a_file_that_came_back_is_no_earlier_version_of_itself() -> None:
    first, second = file("contract.pdf", "a"), file("contract.pdf", "b")
    turns: Turns = [(n, [DataWritten({"draft": one}, "revise", None)]) for n, one in enumerate((first, second, first))]
    assert told(turns, "draft", first) == [("b", 1, None)]


def test_among_several_files_only_those_of_the_same_name_are_its_versions() -> None:
    plan, quote, newer = file("plan.pdf", "a"), file("quote.pdf", "b"), file("quote.pdf", "c")
    turns: Turns = [
        (1, [DataWritten({"papers": [plan, quote]}, "application", "ann")]),
        (2, [DataWritten({"papers": [plan, newer]}, "revise", "ann")]),
    ]
    assert told(turns, "papers", newer, many=True) == [("b", 1, "ann")]
    assert told(turns, "papers", plan, many=True) == []


def test_a_file_inside_an_object_is_found_by_its_path() -> None:
    turns: Turns = [
        (1, [DataWritten({"offer": {"paper": file("offer.pdf", "a")}}, "application", "ann")]),
        (2, [DataWritten({"offer.paper": file("offer.pdf", "b")}, "revise", "ann")]),
    ]
    assert told(turns, "offer.paper", file("offer.pdf", "b")) == [("a", 1, "ann")]

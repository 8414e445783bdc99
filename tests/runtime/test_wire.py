"""Records as JSON: what came later is left out where it says nothing, so that old digests stay."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.runtime.wire import added, decode_as, encode


@dataclass(frozen=True)
class Seen:
    by: str
    note: str = ""
    times: int = added(0)
    more: Mapping[str, str] = added(factory=dict)


def test_a_field_that_was_added_is_left_out_at_its_default() -> None:
    assert encode(Seen("ann")) == {"by": "ann", "note": ""}
    assert decode_as(Seen, {"by": "ann", "note": ""}) == Seen("ann")


def test_it_is_written_where_it_says_something() -> None:
    seen = Seen("ann", times=2, more={"a": "b"})
    assert encode(seen) == {"by": "ann", "note": "", "times": 2, "more": {"a": "b"}}
    assert decode_as(Seen, encode(seen)) == seen

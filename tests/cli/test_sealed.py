"""Opening sealed cases through the command line, on a real server."""

from own_installation import CommandLine
from test_an_order import CLERK, order


def test_what_is_no_sealed_case_is_not_opened_and_requests_are_listed(banjie: CommandLine) -> None:
    key = order(banjie, "SEALED-1")
    refused = banjie.refused("sealed", "ask", key, "--reason", "it hangs", by=CLERK)
    assert refused["code"] == "not-sealed" and "show" in refused["hint"]
    for verb in (("confirm",), ("refuse", "--reason", "no")):
        assert banjie.refused("sealed", verb[0], "MJ-9", *verb[1:], by=CLERK)["code"] == "unknown-opening"
    assert banjie.data("sealed") == banjie.data("sealed", "list") == {"openings": []}

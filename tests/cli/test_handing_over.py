"""A hand-over through the command line, on a real server."""

from own_installation import CommandLine
from test_an_order import CLERK, OTHER, order


def test_somebody_changes_place_and_comes_back(banjie: CommandLine) -> None:
    key = order(banjie, "LEAVE-1")
    banjie.data("claim", f"{key}/check", by=CLERK)
    assert key in banjie("hand-over", CLERK, "--to", OTHER, "--preview").out
    assert banjie.refused("hand-over", CLERK, "--to", CLERK, by=CLERK)["code"] == "hand-over-to-self"
    assert banjie.refused("hand-over", CLERK, "--to", OTHER, by="ruan-qing")["code"] == "not-their-superior"
    found = banjie.data("hand-over", CLERK, "--to", OTHER, "--stays", "--reason", "another place", by=CLERK)
    (mine,) = [one for one in found["items"] if one["label"] == key]
    assert found["over"] and (mine["status"], mine["said"]["tasks"]) == ("done", ["check"])
    assert f"{key}/check" in banjie("inbox", "--mine", by=OTHER).out
    assert banjie.data("hand-over", "--show", found["id"])["items"] == found["items"]
    refused = banjie.refused("hand-over", "--undo", found["id"], by="ruan-qing")
    assert refused["code"] == "not-their-superior"
    back = banjie.data("hand-over", "--undo", found["id"], "--reason", "stays", by=CLERK)
    assert {one["status"] for one in back["items"] if one["kind"] == "case"} == {"undone"}
    assert f"{key}/check" in banjie("inbox", "--mine", by=CLERK).out
    assert banjie.refused("hand-over", "--undo", found["id"], by=CLERK)["code"] == "undone-already"
    assert banjie.refused("hand-over", "--undo", "JJ-99", by=CLERK)["code"] == "unknown-hand-over"

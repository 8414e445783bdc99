"""Stand-ins through the command line, on a real server."""

from own_installation import CommandLine
from test_an_order import CLERK, OTHER, order


def test_a_stand_in_is_set_listed_and_ended(banjie: CommandLine) -> None:
    key = order(banjie, "STAND-1")
    banjie.data("claim", f"{key}/check", by=CLERK)
    refused = banjie.refused("stand-in", "set", OTHER, "--for", CLERK, by="ruan-qing")
    assert refused["code"] == "not-their-superior"
    number = banjie.data("stand-in", "set", OTHER, "--open-tasks", "--reason", "leave", by=CLERK)["number"]
    assert banjie.refused("stand-in", "set", CLERK, by=OTHER)["code"] == "stand-in-cycle"
    (listed,) = [one for one in banjie.data("stand-in", "list", CLERK)["stand_ins"] if one["number"] == number]
    assert (listed["person"], listed["for"], listed["by"], listed["reason"]) == (OTHER, CLERK, CLERK, "leave")
    banjie.data("stand-in", "end", number, "--reason", "back", by=CLERK)
    assert banjie.refused("stand-in", "end", number, "--reason", "again", by=CLERK)["code"] == "unknown-stand-in"


def test_a_changed_calendar_is_looked_at_and_applied_with_a_reason(banjie: CommandLine) -> None:
    notice = banjie.folder / "notice.yaml"
    notice.write_text(
        "holidays: cn\nyears: {2028: {provisional: true, off: {2028-03-01: {zh: 特别假, en: Special day}}}}\n"
    )
    effect = banjie.data("calendar", str(notice))
    assert any(one["day"] == "2028-03-01" and one["now"] == [] for one in effect["days"])
    assert banjie.refused("calendar", str(notice), "--apply", by=CLERK)["code"] == "comment-missing"
    unseen = banjie.refused("calendar", str(notice), "--apply", "--reason", "notice", by=CLERK)
    assert unseen["code"] == "changed-meanwhile" and "but it was nothing" in unseen["message"]
    before = banjie.data("calendar")
    applied = banjie.data("calendar", str(notice), "--apply", "--seen", effect["seen"], "--reason", "notice", by=CLERK)
    assert (applied["version"], applied["by"], applied["reason"]) == (before["version"] + 1, CLERK, "notice")
    notice.write_text("hours: {}\n")
    assert banjie.refused("calendar", str(notice))["code"] == "bad-calendar"


def test_a_preview_names_what_would_move_and_deploys_nothing(banjie: CommandLine) -> None:
    before = banjie.data("definitions")
    assert banjie.data("deploy", "--preview") == {"concerned": []}
    assert banjie.data("definitions") == before

"""The verbs of human work through the command line, on a real server: one task, and several with a result for each."""

from own_installation import CommandLine
from test_an_order import CLERK, OTHER, order, where

FAR = "2099-03-04 09:00"


def test_a_decision_is_taken_back_and_stands_in_the_inbox_again(banjie: CommandLine) -> None:
    key = order(banjie, "VERB-1")
    banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=CLERK)
    assert where(banjie, key) == ["payment"]
    assert banjie.refused("take-back", f"{key}/check", by=OTHER)["code"] == "not-yours"
    banjie.data("take-back", f"{key}/check", "--comment", "wrong postage", by=CLERK)
    assert where(banjie, key) == ["check"]
    assert f"{key}/check" in banjie("inbox", by=CLERK).out
    assert "takes back" in banjie("history", key).out


def test_several_tasks_are_held_with_a_result_for_each(banjie: CommandLine) -> None:
    one, two = order(banjie, "VERB-2"), order(banjie, "VERB-3")
    banjie.data("claim", f"{one}/check", by=CLERK)
    held = banjie.here("hold", f"{one}/check", f"{two}/check", "--until", FAR, "-c", "no answer", "--json", by=CLERK)
    first, second = held.json["items"]
    assert held.code == 1 and first["status"] == "done" and second["error"]["code"] == "not-claimed"
    assert f"{one}/check" not in banjie("inbox", by=CLERK).out
    assert f"{one}/check" in banjie("inbox", "--waiting", by=CLERK).out
    banjie.data("resume", f"{one}/check", by=CLERK)
    assert f"{one}/check" in banjie("inbox", by=CLERK).out


def test_a_lent_task_is_in_the_inbox_of_who_recommends(banjie: CommandLine) -> None:
    key = order(banjie, "VERB-4")
    banjie.data("claim", f"{key}/check", by=CLERK)
    banjie.data("delegate", f"{key}/check", OTHER, "--comment", "your region", by=CLERK)
    assert f"{key}/check" in banjie("inbox", "--mine", by=OTHER).out
    banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=OTHER)
    assert where(banjie, key) == ["check"]
    banjie.data("complete", f"{key}/check", by=CLERK)
    assert where(banjie, key) == ["payment"]


def test_the_starter_urges_comments_and_recalls(banjie: CommandLine) -> None:
    key = order(banjie, "VERB-5")
    banjie.data("comment", key, "the customer is in a hurry", by=CLERK)
    assert banjie.refused("comment", key, "what is this", by="nobody")["code"] == "unknown-person"
    banjie.data("urge", f"{key}/check", "--comment", "please", by=CLERK)
    assert banjie.refused("urge", f"{key}/check", "--comment", "please", by=CLERK)["code"] == "urged-already"
    banjie.data("recall", key, by=CLERK)
    assert where(banjie, key) == ["start"]
    assert banjie.refused("withdraw", key, by=CLERK)["code"] == "comment-missing"
    assert banjie.data("withdraw", key, "--comment", "ordered twice", by=CLERK)["end"] == "withdrawn"


def test_a_decision_on_what_has_changed_is_refused(banjie: CommandLine) -> None:
    key = order(banjie, "VERB-6")
    assert banjie.refused("complete", f"{key}/check", "--seen", "99", by=CLERK)["code"] == "unknown-revision"
    assert banjie.refused("complete-all", f"{key}/check", by=CLERK)["code"] == "not-together"


def test_what_is_filled_in_is_kept_as_a_draft_until_it_is_sent(banjie: CommandLine) -> None:
    key = order(banjie, "VERB-7")
    task = f"{key}/check"
    assert banjie.refused("complete", task, "--draft", by=CLERK)["code"] == "no-draft"
    assert banjie.refused("draft", task, "--with", "order_no=X", by=CLERK)["code"] == "field-not-editable"
    banjie.data("draft", task, "--with", "reachable=true", by=CLERK)
    kept = banjie.here("draft", "--json", by=CLERK).json["drafts"]
    assert [one["data"] for one in kept] == [{"reachable": "true"}]
    banjie.data("draft", task, "--hand-to", OTHER, by=CLERK)
    assert banjie.refused("draft", task, "--show", by=CLERK)["code"] == "no-draft"
    assert "reachable = true" in banjie.here("draft", task, "--show", "--lang", "zh", by=OTHER).out
    banjie.data("complete", task, "--draft", by=OTHER)
    assert where(banjie, key) == ["payment"]
    assert banjie.here("draft", "--json", by=OTHER).json == {"drafts": []}


def test_the_next_task_of_the_same_step_is_taken_at_once(banjie: CommandLine) -> None:
    one, two = order(banjie, "VERB-71"), order(banjie, "VERB-72")
    for key in (one, two):
        assert f"{key}/check" in banjie("inbox", "--step", "check", "--newest", by=CLERK).out
    done = banjie.data("complete", f"{two}/check", "--with", "reachable=true", "--next", "step", by=CLERK)
    taken = done["taken"]
    assert taken is not None and taken.endswith("/check") and taken != f"{two}/check"
    assert taken in banjie("inbox", "--mine", by=CLERK).out
    assert banjie.data("complete", taken, "--with", "reachable=true", "--next", "case", by=CLERK)["taken"] is None

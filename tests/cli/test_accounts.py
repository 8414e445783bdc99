"""Accounts and tokens through the command line."""

from own_installation import CommandLine

PERSON = "lei-ting"


def test_an_account_is_made_changed_and_closed(banjie: CommandLine) -> None:
    made = banjie.data("account", "add", PERSON, "--role", "operator")
    assert made["password"] and made["account"]["must_change"] and made["account"]["roles"] == ["operator"]
    assert banjie.refused("account", "add", PERSON)["code"] == "account-there"
    assert banjie.refused("account", "roles", PERSON, "--role", "king")["code"] == "bad-role"
    assert banjie.data("account", "roles", PERSON)["account"]["roles"] == []
    assert banjie.data("account", "reset", PERSON)["password"] != made["password"]
    assert banjie.data("account", "disable", PERSON)["account"]["disabled"] is True
    assert [one["disabled"] for one in banjie.data("account")["accounts"] if one["person"] == PERSON] == [True]
    assert banjie.data("account", "disable", PERSON, "--undo")["account"]["disabled"] is False

    token = banjie.data("token", "add", PERSON, "report", "--for", "read", "--days", "3")
    assert token["secret"].startswith("banjie_")
    assert [one["name"] for one in banjie.data("token", "list", PERSON)["tokens"]] == ["report"]
    banjie.data("token", "end", PERSON, token["token"]["id"])
    assert banjie.refused("token", "end", PERSON, token["token"]["id"])["code"] == "unknown-token"

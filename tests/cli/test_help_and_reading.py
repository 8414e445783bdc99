"""Every command explains itself, and every look at an installation says something, in both languages; never a trace."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from own_installation import CommandLine, offline
from typer.main import get_command

from cli.application import application

CHINESE = re.compile("[\u4e00-\u9fff]")
KEY = "READ-1"


def commands() -> dict[str, Any]:
    """All commands by what one types; those of a noun as `starts retry`."""
    found: dict[str, Any] = {}
    for name, command in get_command(application).commands.items():  # type: ignore[attr-defined]
        found[name] = command
        found |= {f"{name} {verb}": below for verb, below in getattr(command, "commands", {}).items()}
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_in_english_and_chinese(command: str, tmp_path: Path) -> None:
    alone = offline(tmp_path)
    english = alone.here(*command.split(), "--help")
    chinese = alone.here("--lang", "zh") if not command else alone.here(*command.split(), "--lang", "zh", "--help")
    assert (english.code, chinese.code) == (0, 0)
    summary = chinese.out.split("Usage:")[1].splitlines()[2:4]
    assert CHINESE.search("".join(summary)), f"Expected {command} in cli/help_in_chinese.py"


def test_the_list_of_commands_is_in_both_languages(tmp_path: Path) -> None:
    assert "What is stuck, and why" in offline(tmp_path).here("--help").out
    assert "卡在哪里，为什么" in offline(tmp_path).here("--lang", "zh", "--help").out


LOOKS = {
    "list": ("list",), "all": ("list", "--all"), "show": ("show", KEY), "fields": ("show", KEY, "--fields"),
    "sheet": ("show", f"{KEY}/check"), "history": ("history", KEY), "everything": ("history", KEY, "--all"),
    "inbox": ("inbox", "--as", "cao-min"), "stuck": ("stuck",), "explain": ("explain", KEY),
    "task": ("explain", f"{KEY}/check"), "incidents": ("incidents",), "settled": ("incidents", "--resolved"),
    "starts": ("starts",), "outbox": ("outbox",), "definitions": ("definitions",), "deploy": ("deploy",),
    "check": ("rebuild", "--check"), "rebuild": ("rebuild", KEY),
    "histories": ("rebuild", "--from-histories", KEY), "export": ("export", "out.json", KEY), "doctor": ("doctor",),
}  # fmt: skip


@pytest.fixture(scope="module")
def order(banjie: CommandLine) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={KEY}", "--with", f"placed_at={now}"]
    banjie.data("start", "order-lifecycle", "--start", "recorded", *data, by="cao-min")
    return KEY


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_says_something_to_people(look: str, lang: str, banjie: CommandLine, order: str) -> None:
    ended = banjie.here(*LOOKS[look], "--lang", lang)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.strip() and "Traceback" not in ended.out
    assert lang == "en" or CHINESE.search(ended.out)
    assert not re.search("True|False|{'", ended.out), "as a program would write it"


@pytest.mark.parametrize("look", LOOKS)
def test_where_nothing_runs_says_how_to_start_it(look: str, tmp_path: Path) -> None:
    alone = offline(tmp_path)
    for lang, said in (("en", "make up"), ("zh", "尚未启动")):
        ended = alone.here(*LOOKS[look], "--lang", lang)
        assert ended.code == (0 if look == "doctor" else 3)
        assert said in ended.err or look == "doctor"
        assert "Traceback" not in ended.out + ended.err


def test_cases_that_are_here_already_are_not_taken_in_again(banjie: CommandLine, order: str) -> None:
    banjie.data("export", "twice.json", order)
    ended = banjie.here("import", "twice.json", "--lang", "zh")
    assert ended.code == 1 and order in ended.out and "Traceback" not in ended.out

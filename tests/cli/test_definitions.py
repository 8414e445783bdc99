"""`validate`, `test` and `mutate`: no server needed."""

import json
import resource
from pathlib import Path

import pytest
from own_installation import ROOT, CommandLine, offline

BROKEN = """\
process: leave
name: 请假
department: hr
business_key: leave_no
data:
  leave_no: {type: text, numbering: 'QJ-{nnn}'}
start:
  ask: {by: {role: employe}}
steps:
  - user_task: approve
    assign: {role: hr}
    colour: red
    outcomes: {approve: {}, refuse: {next: refusd}}
  - end: granted
  - end: refused
"""
STORY = """\
process: leave
scenarios:
  - scenario: granted
    when:
      - {at: Mon 2026-03-02 09:00, start: ask, by: cao-min}
      - {at: '10:00', by: gong-li, complete: approve, outcome: approve, then: {data: {leave_no: QJ-001}}}
    then: {end: granted}
"""


@pytest.fixture
def alone(tmp_path: Path) -> CommandLine:
    """The command line where nothing runs."""
    return offline(tmp_path)


def test_validates_every_definition_of_the_company_as_json(alone: CommandLine) -> None:
    result = alone.data("validate")
    assert result["problems"] == 0
    assert len(result["definitions"]) >= 7
    for one in result["definitions"]:
        assert set(one) >= {"process", "digest", "problems", "planned"}
        assert len(one["digest"]) == 64 and one["problems"] == []
    assert "contract-template" in result["definitions"][0]["planned"] + [
        process for one in result["definitions"] for process in one["planned"]
    ]


def test_one_file_is_validated_in_under_a_second(alone: CommandLine) -> None:
    # Seconds of the processor, the best of three: what else this machine does just now does not count.
    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert alone("validate", str(ROOT / "definitions/finance/finance-refund.yaml")).code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 1


def test_reports_every_problem_with_place_code_and_hint(alone: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "leave.yaml"
    file.write_text(BROKEN)
    ended = alone("validate", "leave.yaml")
    assert ended.code == 1
    assert "leave.yaml:8:20 start.ask.by.role: unknown-role" in ended.out and "Did you mean `employee`?" in ended.out
    assert "leave.yaml:12:5 steps.approve.colour: unknown-key" in ended.out
    assert "Did you mean `refused`?" in ended.out
    chinese = alone("validate", "leave.yaml", "--lang", "zh").out
    assert "组织中没有角色 `employe`。 是否应为 `employee`？" in chinese and "Expected" not in chinese
    wire = json.loads(alone("validate", "leave.yaml", "--json").out)
    assert wire["problems"] == len(wire["definitions"][0]["problems"]) == 3
    assert {"file", "line", "column", "code", "path", "message"} <= set(wire["definitions"][0]["problems"][0])


def test_plays_scenarios_and_says_what_was_expected_and_found(alone: CommandLine, tmp_path: Path) -> None:
    good = BROKEN.replace("employe}", "employee}").replace("    colour: red\n", "").replace("refusd", "refused")
    (tmp_path / "leave.yaml").write_text(good)
    (tmp_path / "leave.scenarios.yaml").write_text(STORY)
    assert alone.data("test", "leave.yaml") == {
        "processes": {"leave": {"scenarios": 1, "passed": 1, "acceptance": []}},
        "scenarios": 1,
        "passed": 1,
        "failed": [],
    }
    (tmp_path / "leave.scenarios.yaml").write_text(STORY.replace("QJ-001", "QJ-002"))
    ended = alone("test", "leave.yaml")
    assert ended.code == 1
    assert "leave.scenarios.yaml:6" in ended.out and "QJ-002" in ended.out and "QJ-001" in ended.out
    chinese = alone("test", "leave.yaml", "--lang", "zh").out
    assert "应为" in chinese and "实际是" in chinese and "expected" not in chinese


def test_mutates_one_rule_at_a_time_and_names_what_nobody_noticed(alone: CommandLine, tmp_path: Path) -> None:
    good = BROKEN.replace("employe}", "employee}").replace("    colour: red\n", "").replace("refusd", "refused")
    (tmp_path / "leave.yaml").write_text(good)
    (tmp_path / "leave.scenarios.yaml").write_text(STORY)
    ended = alone("mutate", "leave.yaml", "--json")
    assert ended.code == 1
    assert set(ended.json) == {"mutants", "caught", "missed"}
    assert ended.json["mutants"] == ended.json["caught"] + len(ended.json["missed"])
    assert "approve.outcomes.refuse.next" in {one["where"] for one in ended.json["missed"]}


def test_near_names_help_where_a_process_is_misspelt(alone: CommandLine) -> None:
    ended = alone("validate", "order-lifecycel")
    assert ended.code == 2 and "`order-lifecycle`" in ended.err

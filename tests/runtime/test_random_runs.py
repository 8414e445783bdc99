"""Whatever happens in whatever order, the core stays whole: random walks through the shipped and through wild definitions.

Every turn of a walk is checked as `whole.py` says: the given state untouched, the same turn twice, packed and unpacked
again, nothing open that waits for nothing. A failure names its seed: `Walk(..., random.Random("contract/17"))`.
"""

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from kit import Case
from office import Office
from tales import CALENDARS, DIRECTORY, MONDAY, instant, plan_of
from walk import Walk

from engine.calendars import Calendars
from engine.compiler import Known, compile_definitions
from engine.model.plan import Plan
from engine.people import Directory, read_directory

DEFINITIONS = Path(__file__).parents[2] / "definitions"
SHIPPED = sorted(
    path
    for path in DEFINITIONS.glob("*/*.yaml")
    if path.parent.name != "calendars" and not path.stem.endswith(".scenarios")
)
ACTS = 60

WILD = {
    "beside": """
        data:
          lines: {type: table, fields: {sku: {type: text}, ok: {type: yes_no}, due_on: {type: date}}}
          stock: {type: integer, default: 3}
          note: {type: text, default: ''}
          etd: {type: date}
        messages:
          news: {key: ref, by_hand: {role: clerk}}
          moved: {key: ref}
        clocks:
          all: {to: pack, due: 2 working days, paused_in: [ask], escalation: {press: {at: 1 h after etd, every: 2 h, notify: [{role: boss}]}}}
        steps:
          - for_each: every
            item: line
            in: lines
            at_most: 2
            steps:
              - user_task: look
                assign: {role: clerk}
                due: line.due_on
                form: {require: [line.ok], edit: [line.sku]}
                events:
                  help: {name: Help, by: {role: clerk}, steps: [{user_task: aid, assign: {role: boss}, outcomes: {fine: {}, stop: {next: take_back}}}]}
                  again: {timer: 3 h, every: 5 h, steps: [{notify: nag, to: [{role: boss}], text: '{line.sku}'}]}
                outcomes: {fine: {}, gone: {next: done}, all_gone: {next: take_back}}
              - calculate: book
                set: {stock: =stock - 1}
                undo: [{calculate: unbook, set: {stock: =stock + 1, line.ok: =null}}]
          - {user_task: ask, if: etd != null, assign: {role: nobody}, due: 2 days before etd, recheck: true, form: {edit: [etd]}}
          - user_task: pack
            assign: [{role: clerk, each: true}, {role: boss}]
            vote: {fine: 50%, bad: rest}
            due: 1 working day
            escalation: {shift: {at: '19:30', every: 1 day, reassign: {role: night}}, over: {at: 300%, outcome: bad}}
            outcomes: {fine: {}, bad: {next: take_back}}
            return: {to: [ask], again: commented}
          - {end: packed, set: {note: packed}}
          - compensate: take_back
          - end: taken-back
        events:
          news: {message: news, form: {edit: [note]}, steps: [{user_task: read, assign: {role: boss}}, {wait: moved, message: moved, form: {edit: [etd]}}]}
          low: {condition: stock < 1, next: take_back}
          more: {name: More, by: {role: clerk}, form: {require: [lines]}}
          fix: {name: Fix, by: {role: clerk}, form: {edit: [etd, stock]}}
          stop: {name: Stop, by: {role: starter}, comment: required, next: taken-back}
        """,
    "blocks": """
        data:
          wide: {type: yes_no}
          many: {type: integer, minimum: 0, maximum: 3, default: 1}
          round: {type: integer, default: 0}
          agreed: {type: yes_no}
          waybill: {type: text}
          left: {type: integer, minimum: 0, default: 2}
        messages:
          paid: {key: ref, keep: 5 h}
          called_off: {key: waybill}
        steps:
          - scope: bargain
            until: agreed or round > 3
            due: 1 working day
            stage: 'Round {round}'
            set: {round: =round + 1}
            steps:
              - parallel: both
                join: '=if many = null then 1 else many'
                others: run_on
                order: '=if wide then "parallel" else "sequential"'
                branches:
                  one: {if: wide, steps: [{user_task: a, assign: {role: clerk, pick: round_robin}, form: {edit: [many]}, outcomes: {fine: {}, out: {next: settle}, again: {next: bargain}}}]}
                  two: {steps: [{service_task: b, service: http.get, retry: {attempts: 2}, set: {waybill: =result.number, left: =left - 1}, events: {none: {error: no-such, steps: [{user_task: by_hand, assign: {role: boss}}]}}}]}
                  three: {steps: [{call_process: c, process: warehouse-dispatch, outcomes: {lost: {next: done}, back: {next: settle}}}]}
                  four: {steps: [{wait: d, timer: 5 h}, {raise: e, if: left < 1, error: too-few}]}
              - {user_task: answer, assign: {role: clerk}, form: {edit: [agreed, wide]}}
              - {calculate: count, set: {round: =round + 1}}
            events: {few: {error: too-few, steps: [{user_task: refill, assign: {role: boss}, form: {edit: [left]}}]}}
          - wait: settle
            first_of:
              paid: {message: paid, form: {edit: [left]}}
              off: {message: called_off, next: dropped}
              late: {timer: end of working day, steps: [{user_task: chase, assign: {role: clerk}, outcomes: {fine: {}, more: {next: settle}}}]}
              ok: {condition: agreed and left > 5}
              hand: {name: Hand, by: {role: clerk}, steps: [{user_task: check, assign: {role: boss}}]}
          - choose: way
            cases: [{if: wide, next: dropped}, {if: left > 1, steps: [{user_task: pack, assign: {role: clerk}}]}]
            else: {}
          - decision: rate
            rules: [{left: '< 2', then: {many: 1}}, {left: '[2..9]', then: {many: 2}}]
          - {notify: tell, to: [{person: 'if left > 3 then initiator else left'}], text: '{left}'}
          - end: settled
          - end: dropped
        events:
          off: {name: Off, by: {person: initiator}, if: not(steps.settle.done), next: dropped}
        """.replace("off: {message", "called: {message")
    .replace("called_off", "called-off")
    .replace("          off: {name: Off", "          quit: {name: Quit"),
}


@cache
def company() -> tuple[Directory, Calendars]:
    files = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(DEFINITIONS.glob("calendars/*.yaml"))
    ]
    calendars = Calendars.read(
        [one for one in files if "calendar" in one], [one for one in files if "calendar" not in one]
    )
    organisation = yaml.load((DEFINITIONS / "organisation.yaml").read_text("utf-8"), yaml.BaseLoader)
    return read_directory(organisation), calendars


@cache
def shipped(path: Path) -> Plan:
    plan = compile_definitions({path.name: path.read_text("utf-8")}, Known(most_states=0))[path.name].plan
    assert plan is not None
    return plan


def walks(plan: Plan, office: Office, seeds: range) -> Counter[str]:
    """So many walks; gives how often what came of them."""
    came: Counter[str] = Counter()
    for seed in seeds:
        walk = Walk(office, plan, random.Random(f"{plan.process}/{seed}"))
        office.cases.clear()
        office.waiting.clear()
        office.now = instant(MONDAY)
        case = walk.go(ACTS)
        came.update(walk.done)
        came.update(event.kind for event in case.events) if case else None
    return came


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_definition_stays_whole(path: Path) -> None:
    directory, calendars = company()
    office = Office(directory=directory, calendars=calendars, kind_of_case=Case)
    came = walks(shipped(path), office, range(6))
    assert came["step-finished"] > 0


@pytest.mark.parametrize("name", WILD)
def test_a_wild_definition_stays_whole(name: str) -> None:
    office = Office(directory=DIRECTORY, calendars=CALENDARS, kind_of_case=Case)
    came = walks(plan_of(WILD[name]), office, range(60))
    for kind in (
        "step-finished",
        "case-ended",
        "incident-raised",
        "incident-resolved",
        "event-happened",
        "step-cancelled",
    ):
        assert came[kind] > 0, f"Expected the walks to see {kind}"

"""A small company and a small process, to tell stories about."""

from dataclasses import replace
from textwrap import dedent

from engine.calendars import Calendars
from engine.compiler import Known, compile_definitions
from engine.model.plan import Plan
from engine.people import Directory, read_directory
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import LoadedScenarios, load_scenarios
from engine.scenarios.player import Story, play
from engine.scenarios.results import ScenarioResult
from engine.scenarios.stories import stories

DIRECTORY: Directory = read_directory(
    {
        "departments": {"hr": {}, "shop": {}},
        "roles": {"employee": {}, "clerk": {}, "boss": {}, "finance": {}},
        "people": {
            "old-clerk": {"roles": ["clerk"], "department": "shop", "manager": "old-boss"},
            "old-boss": {"roles": ["boss"], "department": "shop"},
            "fin": {"roles": ["finance"], "department": "shop"},
        },
    }
)
CALENDARS: Calendars = Calendars.read(
    [{"calendar": "office", "zone": "Asia/Shanghai", "hours": {"monday-friday": ["09:00-18:00"]}}]
)

ORDER = """\
process: order
name: {zh: 订单, en: Order}
department: shop
calendar: office
business_key: order_no
data:
  order_no: {type: text, numbering: 'DD-{yyyymmdd}-{nnn}'}
  amount:   {type: money, currency: CNY, name: {zh: 金额, en: amount}}
  lines:    {type: table, fields: {sku: {type: text}, qty: {type: integer}}}
  pieces:   {type: number, formula: sum(lines.qty)}
  in_stock: {type: yes_no}
  waybill:  {type: text}
  note:     {type: text}
settings:
  big: {type: money, currency: CNY, default: 1000}
messages:
  paid:    {key: order_no, by_hand: {role: finance}}
  shipped: {}
documents:
  bill: {name: 单据, numbering: 'XS-{nnn}', copies: {white: shop, red: customer}}
start:
  by_hand: {by: {role: [clerk, boss]}, form: {require: [amount], edit: [lines, note]}}
steps:
  - service_task: look
    service: stock.check
    set: {in_stock: =result.available}
    events: {none: {error: no-stock, next: cancelled}}
  - user_task: check
    name: {zh: 核对, en: check}
    stage: {zh: 核对中, en: checking}
    assign: {role: clerk}
    due: 2 working hours
    form: {show: [amount], edit: [note]}
    outcomes: {fine: {name: {zh: 无误, en: fine}}, wrong: {comment: required, next: cancelled}}
  - user_task: approve
    if: amount >= settings.big
    assign: {role: boss}
  - service_task: bill
    service: document.issue
    with: {document: bill}
  - wait: payment
    due: 1 working day
    first_of:
      arrived: {message: paid}
      over: {timer: 3 days, next: cancelled}
  - call_process: dispatch
    process: warehouse-dispatch
    with: {order_no: =order_no}
    set: {waybill: =result.waybill}
    outcomes: {lost: {next: cancelled}}
  - send: tell
    message: shipped
    to: =order_no
  - call_process: visit
    process: customer-revisit
    detached: true
    with: {order_no: =order_no}
  - for_each: pack
    item: line
    in: lines
    steps: [{user_task: wrap, assign: {role: clerk}}]
  - end: delivered
  - end: cancelled
events:
  stop: {name: {zh: 停办, en: stop}, by: {role: boss}, comment: required, next: cancelled}
"""

GIVEN = """\
process: order
given:
  people:
    cleo: {roles: [clerk], department: shop, manager: bea}
    carl: {roles: [clerk], department: shop, manager: bea}
    bea:  {roles: [boss]}
  services: {stock.check: {available: true}}
  data: {amount: 178.00}
"""


def plan_of(definition: str = ORDER) -> Plan:
    """The plan of a definition without problems."""
    compiled = compile_definitions({"order.yaml": definition}, Known())["order.yaml"]
    assert compiled.plan is not None, "\n".join(map(str, compiled.problems))
    return compiled.plan


def scenario_text(scenarios: str, given: str = GIVEN) -> str:
    """A scenario file: what is given, and the scenarios as they stand in the test."""
    return f"{given}scenarios:\n{dedent(scenarios)}"


def loaded(text: str) -> LoadedScenarios:
    """A scenario file without problems."""
    found, problems = load_scenarios(text, "order.scenarios.yaml")
    assert found is not None, "\n".join(map(str, problems))
    return found


def stories_of(scenarios: str, *others: Plan, given: str = GIVEN, plan: Plan | None = None) -> list[Story]:
    """The stories of a file, ready to be played."""
    plans = {other.process: other for other in others}
    return list(stories(loaded(scenario_text(scenarios, given)), plan or plan_of(), plans, DIRECTORY, CALENDARS))


def played(scenarios: str, *others: Plan, given: str = GIVEN, plan: Plan | None = None) -> ScenarioResult:
    """What comes of the first scenario on the core."""
    return play(stories_of(scenarios, *others, given=given, plan=plan)[0], CoreStage)


def passes(scenarios: str, *others: Plan, given: str = GIVEN, plan: Plan | None = None) -> None:
    """The first scenario plays as it says."""
    result = played(scenarios, *others, given=given, plan=plan)
    assert result.passed, "\n".join(map(str, result.failures)) + "\n" + result.happened.get("en", "")


def failure(scenarios: str, *others: Plan, given: str = GIVEN) -> str:
    """What the first scenario says about the one expectation that is not met."""
    result = played(scenarios, *others, given=given)
    assert len(result.failures) == 1, result.failures
    return str(replace(result.failures[0], file="f"))


def following(entries: str) -> str:
    """A scenario that begins with an order started by cleo at nine on Monday; `entries` come after it."""
    start = "  - scenario: story\n    when:\n      - {at: Mon 2026-03-02 09:00, by: cleo, start: by_hand}\n"
    lines = [f"      {line}" if line else "" for line in dedent(entries).strip("\n").split("\n")]
    return start + "\n".join(lines) + "\n"

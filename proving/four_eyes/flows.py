"""The flows whose step `check` leaves somebody out, and the people who try to get round it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.calendars import Calendars
from engine.compiler import Known, compile_definition
from engine.model.plan import Plan
from engine.people import Directory, read_directory

STARTER, BANNED, MAKER, HOLDER, OTHER, OUTSIDER, STAND_IN = "ini", "ann", "cat", "bob", "fay", "leo", "nat"
OPERATOR = "ops"
"""Operators may be in no directory."""
EVERYBODY = (STARTER, BANNED, MAKER, HOLDER, OTHER, OUTSIDER, STAND_IN, "meg", OPERATOR)

_CLERKS = (BANNED, HOLDER, OTHER)
DIRECTORY: Directory = read_directory(
    {
        "departments": {"office": {"head": "meg"}},
        "roles": {"starter": {}, "clerk": {}, "boss": {}, "night": {}},
        "people": {
            STARTER: {"roles": ["starter", "clerk"], "department": "office", "manager": "meg"},
            **{one: {"roles": ["starter", "clerk"], "department": "office", "manager": "meg"} for one in _CLERKS},
            MAKER: {"roles": ["starter"], "department": "office", "manager": "meg"},
            OUTSIDER: {"department": "office", "manager": "meg"},
            STAND_IN: {"department": "office", "manager": "meg"},
            "meg": {"roles": ["boss"], "department": "office"},
        },
    }
)
CALENDARS = Calendars.read(
    [{"calendar": "office", "zone": "Asia/Shanghai", "hours": {"monday-sunday": ["00:00-24:00"]}}]
)


@dataclass(frozen=True)
class Ban:
    """Why some may not decide `check`: what its rule says, who has started the case, who has made what is checked.

    `role`, `field`, `step`: what the rule hangs on, by which the prover itself knows who is left out.
    """

    exclude: str = ""
    starter: str = STARTER
    maker: str = MAKER
    made_for: str | None = None
    started_for: str | None = None
    person: str = ""
    role: str = ""
    field: str = ""
    step: str = ""


BANS = {
    "by name": Ban(f", exclude: [{{person: '\"{BANNED}\"'}}]", person=BANNED),
    "by role": Ban(", exclude: [{role: night}]", role="night"),
    "by a field": Ban(", exclude: [{person: author}]", field="author"),
    "has made it": Ban(", exclude: [{person: steps.make.by}]", maker=BANNED, step="make"),
    "had it made": Ban(", exclude: [{person: steps.make.by}]", made_for=BANNED, step="make"),
    "started it": Ban(starter=BANNED),
    "had it started": Ban(starter=STAND_IN, started_for=BANNED),
}
SHAPES = {
    "one decides": ("role: clerk", ""),
    "all vote": ("role: clerk, each: true", "vote: {agree: all, refuse: any}"),
    "one of two": (f'person: \'["{HOLDER}", "{OTHER}"]\'', ""),
}
RUNGS = {"reassign": f"urgent: true, reassign: {{person: '\"{BANNED}\"'}}", "add": f"add: [{{person: '\"{BANNED}\"'}}]"}

_FLOW = """
process: eyes
name: Eyes
department: office
business_key: ref
data:
  ref: {{type: text, numbering: "R-{{nnn}}"}}
  note: {{type: text}}
  author: {{type: text, default: '="{banned}"'}}
start:
  begin: {{by: {{role: starter}}}}
steps:
  - user_task: make
    assign: {{person: '"{maker}"'}}
    when_initiator: allow
  - user_task: check
    assign: {{{assign}{exclude}}}
    {vote}
    due: 1 working day
    escalation: {{hand: {{at: due, {rung}}}}}
    form: {{show: [note]}}
    signers: {{may: [add_signer, return]}}
    return: {{to: [make]}}
    outcomes: {{agree: {{}}, refuse: {{next: refused}}}}
  - user_task: file
    assign: {{role: boss}}
  - end: filed
  - end: refused
"""


@dataclass(frozen=True)
class Flow:
    """One flow: why somebody is left out, how many decide, what the limit does."""

    ban: str
    shape: str
    rung: str
    plan: Plan

    @property
    def why(self) -> Ban:
        return BANS[self.ban]

    def __str__(self) -> str:
        return f"{self.ban}, {self.shape}, {self.rung}"


def flows() -> Iterator[Flow]:
    """All flows, compiled."""
    for name, ban in BANS.items():
        for shape in SHAPES:
            for rung in RUNGS:
                yield Flow(name, shape, rung, _compiled(ban, shape, rung))


def _compiled(ban: Ban, shape: str, rung: str) -> Plan:
    assign, vote = SHAPES[shape]
    text = _FLOW.format(
        assign=assign, vote=vote, exclude=ban.exclude, rung=RUNGS[rung], maker=ban.made_for or ban.maker, banned=BANNED
    )
    compiled = compile_definition(text, "eyes.yaml", known=Known(calendar="office", escalation={}, most_states=0))
    if compiled.plan is None:
        raise ValueError("\n".join(map(str, compiled.problems)))
    return compiled.plan

"""Who may act, found a second time: an oracle that reads `organisation.yaml` and the rules of a step by itself.

It shares no code with the engine. What it does not model it does not ask: votes, returns, draws, the words of reasons.
"""

import copy
import random
import textwrap
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.people import BoundWho, EarlierAct, WhoQuestion, read_directory, resolve_who

DEFINITIONS = Path(__file__).parents[2] / "definitions"
AT = datetime(2026, 3, 9, 10, tzinfo=timezone(timedelta(hours=8)))
TODAY = "2026-03-09"
QUESTIONS = 1000
WORLDS = 20

Wire = dict[str, Any]


# -- the oracle ----------------------------------------------------------------------------------------------------


class Oracle:
    """A company as its file has it, and the rule book of who may act read over it. Everything in the file's order."""

    def __init__(self, company: Wire) -> None:
        self.people: Wire = company["people"]
        self.roles: Wire = company["roles"]
        self.departments: Wire = company["departments"]
        self.stand_ins: list[Wire] = company.get("stand_ins", [])
        self.rosters: Wire = company.get("rosters", {})
        self.authorities: dict[str, float] = {}

    # the directory

    def here(self, one: str) -> bool:
        return one in self.people and not (self.people[one].get("left") and str(self.people[one]["left"]) <= TODAY)

    def away(self, one: str) -> bool:
        away = self.people.get(one, {}).get("absent") or []
        spans = away if isinstance(away, list) else [away]
        return any(str(span["from"]) <= TODAY <= str(span.get("until", "9999")) for span in spans)

    def home(self, one: str) -> list[str]:
        person = self.people[one]
        posts = person.get("posts") or ([{"department": person["department"]}] if person.get("department") else [])
        main = [post for post in posts if str(post.get("main", "")).lower() == "true"]
        first = (main or posts)[:1]
        return [post["department"] for post in [*first, *posts]]

    def holders(self, role: str, where: list[str]) -> list[str]:
        found = []
        if role == "head":
            found = [self.departments[d].get("head") for d in (where or self.departments) if d in self.departments]
        given = [
            one
            for one in self.people
            for held in self.people[one].get("roles") or []
            if (held if isinstance(held, str) else held["role"]) == role
            and (not where or set(where) & set(self.home(one) if isinstance(held, str) else [held["department"]]))
        ]
        anybody = any(
            (held if isinstance(held, str) else held["role"]) == role
            for one in self.people.values()
            for held in one.get("roles") or []
        )
        if role == "employee" and not anybody:
            staff = [one for one in self.people if str(self.people[one].get("outside", "")).lower() != "true"]
            found = [one for one in staff if not where or set(where) & set(self.home(one))]
        return once([one for one in [*found, *given] if one])

    def inside(self, department: str) -> list[str]:
        """A department and all within it."""
        return [one for one in self.departments if department in [one, *self.above(one)]] or [department]

    def above(self, department: str) -> list[str]:
        chain: list[str] = []
        parent = self.departments.get(department, {}).get("parent")
        while parent and parent not in chain:
            chain.append(parent)
            parent = self.departments.get(parent, {}).get("parent")
        return chain

    def superior(self, one: str) -> str | None:
        person = self.people.get(one)
        if person is None:
            return None
        if person.get("manager"):
            return str(person["manager"])
        up = [self.home(one)[0], *self.above(self.home(one)[0])] if self.home(one) else []
        for held in person.get("roles") or []:
            above = self.roles.get(held if isinstance(held, str) else held["role"], {}).get("superior")
            near = [other for where in up for other in self.holders(above, [where])] if above else []
            for other in [*near, *(self.holders(above, []) if above else [])]:
                if other != one:
                    return str(other)
        heads = [self.departments.get(where, {}).get("head") for where in up]
        return next((str(head) for head in heads if head and head != one), None)

    def chain(self, one: str) -> list[str]:
        up: list[str] = []
        above = self.superior(one)
        while above and above not in up and above != one:
            up.append(above)
            above = self.superior(above)
        return up

    def authority(self, one: str) -> float:
        if not self.authorities:
            for role, amount in ((role, held.get("authority")) for role, held in self.roles.items()):
                for holder in self.holders(role, []) if amount else ():
                    self.authorities[holder] = max(self.authorities.get(holder, 0), float(amount))
        return self.authorities.get(one, 0)

    def stands_in(self, one: str, process: str) -> list[Wire]:
        return [
            s
            for s in self.stand_ins
            if s["for"] == one
            and str(s["from"]) <= TODAY <= str(s.get("until", "9999"))
            and (s.get("processes", "all") == "all" or process in s["processes"])
        ]

    # a rule

    def named(self, rule: Wire) -> list[str]:
        where, names = rule.get("department", []), rule["names"]
        match rule["kind"]:
            case "role":
                return once([one for name in names for one in self.holders(name, where)])
            case "group":
                return self.ordered(names, lambda n, p: n in (self.people[p].get("groups") or []))
            case "post":
                return self.ordered(
                    names,
                    lambda n, p: any(
                        post.get("post") == n and (not where or post["department"] in where)
                        for post in self.people[p].get("posts") or []
                    ),
                )
            case "department":
                return self.ordered(names, lambda n, p: bool(set(self.inside(n)) & set(self.home(p))))
            case "on_duty":
                return once(
                    [
                        one
                        for shift in self.rosters.get(names[0], {}).get("shifts", [])
                        if shift["from"] <= "2026-03-09 10:00" < shift["until"]
                        and (len(names) == 1 or shift.get("post") == names[1])
                        for one in shift["people"]
                    ]
                )
            case "superiors":
                return self.up_to(names, rule)
            case _:
                return once(names)

    def ordered(self, names: list[str], holds: Any) -> list[str]:
        return once([person for name in names for person in self.people if holds(name, person)])

    def up_to(self, below: list[str], rule: Wire) -> list[str]:
        found: list[str] = []
        for one in below:
            up = self.chain(one)
            if "level" in rule["until"]:
                last = int(rule["until"]["level"])
                if len(up) < last:
                    return []
            elif "authority" in rule["until"]:
                reached = [n for n, a in enumerate(up) if self.authority(a) >= float(rule["until"]["authority"])]
                if not reached:
                    return []
                last = reached[0] + 1
            else:
                last = len(up)
            found += up[:last]
        return once(found[::-1] if rule.get("from_top") else found)

    def fits(self, rule: Wire, one: str) -> bool:
        able = set(rule.get("capability", [])) <= set(self.people.get(one, {}).get("capabilities") or [])
        return able and self.covers(rule, one)

    def covers(self, rule: Wire, one: str) -> bool:
        amount = rule.get("authority")
        return amount is None or (amount != "unknown" and self.authority(one) >= float(amount))

    def banned(self, rule: Wire) -> set[str]:
        return {one for other in rule.get("exclude", []) for one in self.named(other) if self.fits(other, one)}

    def found(self, rule: Wire) -> list[str]:
        banned = self.banned(rule)
        return [one for one in self.named(rule) if self.here(one) and one not in banned and self.fits(rule, one)]

    def free(self, chain: list[str], rule: Wire, banned: set[str]) -> list[str]:
        return [one for one in chain if self.here(one) and one not in banned and self.covers(rule, one)][:1]

    # a question

    def answer(self, asked: Wire, load: dict[str, int]) -> Wire:
        seats: list[Wire] = []
        skipped = 0
        for rule in asked["rules"]:
            found = self.found(rule)
            for group in [[one] for one in found] if rule.get("each") and found else [found]:
                seat = self.seat(rule, group, asked, load)
                if seat == "skip":
                    skipped += 1
                else:
                    seats.append(seat)  # type: ignore[arg-type]
        if any(not seat["to"] for seat in seats):
            return {"verdict": "nobody"}
        return {"verdict": "skip"} if skipped and not seats else {"verdict": "assigned", "seats": seats}

    def seat(self, rule: Wire, found: list[str], asked: Wire, load: dict[str, int]) -> "Wire | str":
        banned, starter = self.banned(rule), asked["initiator"]
        if not found and "authority" in rule:
            unlimited = {key: value for key, value in rule.items() if key != "authority"}
            ways = (self.free(self.chain(one), rule, banned) for one in self.found(unlimited))
            found = next((one for one in ways if one), [])
        if not found:
            found = self.nobody(rule, banned, asked)
        if found and asked["approval"] and asked["when_initiator"] != "allow":
            banned |= {starter}
            others = [one for one in found if one != starter]
            if len(others) < len(found) and not others:
                if asked["when_initiator"] == "skip":
                    return "skip"
                others = self.free(self.chain(starter), rule, banned)
            found = others
        if not found:
            return {"to": []}
        found = self.present(rule, found, asked)
        if self.agreed(found, asked):
            return "skip"
        return self.with_stand_ins(rule, found, banned, asked, load)

    def nobody(self, rule: Wire, banned: set[str], asked: Wire) -> list[str]:
        policy = asked["when_nobody"]
        if isinstance(policy, dict):
            return [one for one in self.found(policy) if one not in banned and self.covers(rule, one)]
        if policy != "manager":
            return []
        meant = self.found({key: rule[key] for key in rule if key not in ("exclude", "capability", "authority")})
        heads = [self.departments[d].get("head") for d in rule.get("department", []) if d in self.departments]
        for one in once([p for p in [*meant, *heads, asked["initiator"]] if p]):
            above = self.free(self.chain(one), rule, banned)
            if above:
                return above
        return []

    def present(self, rule: Wire, found: list[str], asked: Wire) -> list[str]:
        there = [one for one in found if not self.away(one) or self.stands_in(one, asked["process"])]
        return found if rule["kind"] == "person" or rule.get("each") or not there else there

    def agreed(self, found: list[str], asked: Wire) -> bool:
        if asked["when_again"] == "ask" or not asked["may_skip"] or len(found) != 1:
            return False
        return any(
            act["person"] == found[0] and (act["adjacent"] or asked["when_again"] == "skip") for act in asked["earlier"]
        )

    def with_stand_ins(self, rule: Wire, found: list[str], banned: set[str], asked: Wire, load: dict[str, int]) -> Wire:
        own, others = [], {}
        for one in found:
            usable = [
                s
                for s in self.stands_in(one, asked["process"])
                if self.here(s["person"]) and s["person"] not in banned and self.within(s, rule)
            ]
            if not any(str(s.get("only", "")).lower() == "true" for s in usable):
                own.append(one)
            for s in usable:
                if s["person"] not in found:
                    others.setdefault(s["person"], one)
        to = once([*own, *others])
        if not to:
            return {"to": []}
        holder = None
        if rule.get("pick"):
            pool = [one for one in to if one not in others] or to
            least = min(pool, key=lambda one: load.get(one, 0))
            holder = least if rule["pick"] == "least_busy" else pool[asked["turn"] % len(pool)]
        elif (rule["kind"] == "person" or rule.get("each")) and len(found) == 1:
            holder = found[0] if found[0] in to else to[0]
        return {"to": to, "holder": holder, "for": others}

    def within(self, stand_in: Wire, rule: Wire) -> bool:
        """A stand-in with a limit stands in only where an amount is decided on, and up to it."""
        limit = stand_in.get("amount")
        amount = rule.get("authority", rule.get("until", {}).get("authority"))
        return limit is None or (amount not in (None, "unknown") and float(amount) <= float(limit))


def once(people: list[Any]) -> list[Any]:
    return list(dict.fromkeys(people))


# -- random companies and questions -----------------------------------------------------------------------------------


def world(written: Wire, dice: random.Random) -> Wire:
    """The company with some people away, gone, able, standing in for others, on duty."""
    company = copy.deepcopy(written)
    people = list(company["people"])
    company["posts"] = {**company.get("posts", {}), "desk": "值班"}
    for one in dice.sample(people, 25):
        company["people"][one]["absent"] = {
            "from": "2026-03-01",
            "until": dice.choice(["2026-03-08", TODAY, "2026-04-01"]),
        }
    for one in dice.sample(people, 8):
        company["people"][one]["left"] = dice.choice(["2026-03-01", TODAY, "2026-03-10"])
    for one in dice.sample(people, 40):
        company["people"][one]["capabilities"] = dice.sample(["phone", "english", "russian"], dice.randint(1, 3))
    company["stand_ins"] = [stand_in(people, dice) for _ in range(25)]
    company["rosters"] = {"hotline": {"shifts": [shift(people, dice) for _ in range(6)]}}
    for role in dice.sample(list(company["roles"]), 12):
        company["roles"][role]["authority"] = dice.choice(["1000", "50000", "1000000"])
    return company


@cache
def company_of_the_repository() -> Wire:
    """The company as its file has it, scalars as the text they are."""
    return dict(yaml.load((DEFINITIONS / "organisation.yaml").read_text("utf-8"), yaml.BaseLoader))


def stand_in(people: list[str], dice: random.Random) -> Wire:
    absent, person = dice.sample(people, 2)
    one: Wire = {"person": person, "for": absent, "from": dice.choice(["2026-03-01", TODAY, "2026-03-10"])}
    if dice.random() < 0.4:
        one["until"] = dice.choice([TODAY, "2026-03-08"]) if one["from"] < TODAY else "2026-04-01"
    one |= dice.choice([{}, {}, {"processes": ["leave-request"]}])
    one |= dice.choice([{}, {}, {"only": "true"}, {"amount": "20000"}])
    return one


def shift(people: list[str], dice: random.Random) -> Wire:
    first, last = dice.choice([("08:00", "10:00"), ("08:00", "18:00"), ("10:00", "18:00"), ("11:00", "18:00")])
    one: Wire = {"from": f"{TODAY} {first}", "until": f"{TODAY} {last}", "people": dice.sample(people, 2)}
    return one | dice.choice([{}, {"post": "desk"}])


def rule_of(company: Wire, dice: random.Random, *, inner: bool = False) -> Wire:
    people, roles = list(company["people"]), list(company["roles"])
    kind = dice.choice(["role", "role", "role", "group", "post", "department", "person", "superiors", "on_duty"])
    groups = once([group for one in company["people"].values() for group in one.get("groups") or []]) or ["none"]
    names = {
        "role": dice.sample([*roles, "head", "employee"], dice.choice([1, 1, 2])),
        "group": [dice.choice(groups)],
        "post": [dice.choice(list(company["posts"]))],
        "department": [dice.choice(list(company["departments"]))],
        "person": dice.sample(people, dice.choice([1, 1, 2, 3])),
        "superiors": [dice.choice(people)],
        "on_duty": dice.choice([["hotline"], ["hotline", "desk"]]),
    }[kind]
    rule: Wire = {"kind": kind, "names": names, "until": {}}
    if kind == "superiors":
        rule["until"] = dice.choice([{}, {"level": "1"}, {"level": "2"}, {"authority": dice.choice(["900", "60000"])}])
        rule |= {"each": True, "from_top": dice.choice([True, False])}
    if inner:
        return rule
    if kind in ("role", "post") and dice.random() < 0.3:
        rule["department"] = [dice.choice(list(company["departments"]))]
    if kind in ("role", "group", "post", "department"):
        if dice.random() < 0.25:
            rule["capability"] = dice.sample(["phone", "english", "russian"], dice.choice([1, 1, 2]))
        if dice.random() < 0.35:
            rule["authority"] = dice.choice(["0", "800", "30000", "900000", "unknown"])
    if dice.random() < 0.4:
        rule["exclude"] = [rule_of(company, dice, inner=True) for _ in range(dice.choice([1, 2]))]
    if kind != "on_duty" and dice.random() < 0.2:
        rule["each"] = True
    if dice.random() < 0.25:
        rule["pick"] = dice.choice(["least_busy", "round_robin"])
    return rule


def question_of(company: Wire, oracle: Oracle, dice: random.Random) -> Wire:
    people = list(company["people"])
    rules = [rule_of(company, dice) for _ in range(dice.choice([1, 1, 1, 2]))]
    likely = [one for rule in rules for one in oracle.found(rule)] or people
    return {
        "rules": rules,
        "initiator": dice.choice([dice.choice(people), dice.choice(likely)]),
        "process": dice.choice(["leave-request", "other"]),
        "approval": dice.choice([True, False]),
        "when_nobody": dice.choice(["incident", "manager", rule_of(company, dice)]),
        "when_initiator": dice.choice(["manager", "skip", "allow"]),
        "when_again": dice.choice(["ask", "skip", "skip_adjacent"]),
        "may_skip": dice.choice([True, False]),
        "turn": dice.randint(0, 5),
        "earlier": [{"person": dice.choice(likely), "adjacent": dice.choice([True, False])} for _ in range(2)],
    }


# -- the engine, asked the same ---------------------------------------------------------------------------------------


def bound(rule: Wire) -> BoundWho:
    return BoundWho(
        rule["kind"],
        tuple(rule["names"]),
        tuple(rule.get("department", ())),
        exclude=tuple(bound(one) for one in rule.get("exclude", ())),
        each=rule.get("each", False),
        pick=rule.get("pick"),
        until=rule["until"],
        from_top=rule.get("from_top", False),
        capabilities=tuple(rule.get("capability", ())),
        authority=rule.get("authority", ""),
    )


def engine_says(asked: Wire, directory: Any, load: dict[str, int]) -> Wire:
    nobody = asked["when_nobody"]
    question = WhoQuestion(
        tuple(bound(rule) for rule in asked["rules"]),
        AT,
        asked["process"],
        asked["initiator"],
        asked["approval"],
        bound(nobody) if isinstance(nobody, dict) else nobody,
        asked["when_initiator"],
        asked["when_again"],
        tuple(EarlierAct(act["person"], "before", AT, act["adjacent"]) for act in asked["earlier"]),
        asked["may_skip"],
        asked["turn"],
    )
    answer = resolve_who(question, directory, load)
    if answer.verdict != "assigned":
        return {"verdict": answer.verdict}
    seats = [{"to": list(s.candidates), "holder": s.assignee, "for": dict(s.for_whom)} for s in answer.seats]
    return {"verdict": "assigned", "seats": seats}


@pytest.mark.parametrize("number", range(WORLDS))
def test_engine_and_oracle_agree(number: int) -> None:
    dice = random.Random(f"who-{number}")
    company = world(company_of_the_repository(), dice)
    directory, oracle = read_directory(company), Oracle(company)
    kinds = set()
    for count in range(QUESTIONS // WORLDS):
        asked = question_of(company, oracle, dice)
        load = {one: dice.randint(0, 3) for one in company["people"]}
        expected, found = oracle.answer(asked, load), engine_says(asked, directory, load)
        kinds.add(expected["verdict"])
        if found != expected:
            told = textwrap.indent(yaml.safe_dump(asked), "  ")
            pytest.fail(f"seed who-{number}, question {count}: {found}, but the oracle says {expected}\n{told}")
    assert {"assigned", "nobody"} <= kinds, "Expected questions of every kind"

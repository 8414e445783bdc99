"""The people of a large company: departments with heads, twelve roles each, one large group."""

from dataclasses import replace
from random import Random

from bench.inbox.scale import Scale
from engine.people import read_directory
from store.company import Company

FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
OF_A_DEPARTMENT = 25
OF_A_ROLE = 20
LARGE = "hotline"
EVERYBODY = "employee"


class Crowd:
    """People by number; `p0` holds the most, and heads the company. `operators`: what some are in their accounts."""

    def __init__(self, scale: Scale, seed: int = 7) -> None:
        self.scale = scale
        self._random = Random(seed)
        self.people = [f"p{number}" for number in range(scale.people)]
        self.large = self.people[scale.people // 2 :][: scale.group]
        count = max(2, scale.people * (scale.roles - 2) // OF_A_ROLE)
        self.roles = {f"role-{number}": self._random.sample(self.people, OF_A_ROLE) for number in range(count)}
        self.heads = self.people[::OF_A_DEPARTMENT]
        self.operators = self.people[1 :: max(1, scale.people // scale.operators)][: scale.operators]

    def company(self, shipped: Company) -> Company:
        """A company with the calendars of the shipped one and these people."""
        return replace(shipped, directory=read_directory(self._organisation(shipped)))

    def _organisation(self, shipped: Company) -> dict[str, object]:
        departments = {
            f"d{number}": {"name": {"zh": f"第{number}部", "en": f"Department {number}"}, "head": head}
            | ({"parent": f"d{number // 8}"} if number else {})
            for number, head in enumerate(self.heads)
        }
        held: dict[str, list[str]] = {person: [] for person in self.people}
        everything = {**self.roles, LARGE: self.large, EVERYBODY: self.people}
        for role, people in everything.items():
            for person in people:
                held[person].append(role)
        return {
            "company": dict(shipped.directory.written.get("company") or {}),  # type: ignore[call-overload]
            "departments": departments,
            "posts": {"staff": {"zh": "员工", "en": "Staff"}},
            "roles": {role: {"name": {"zh": role, "en": role}} for role in everything},
            "people": {person: self._person(number, person, held[person]) for number, person in enumerate(self.people)},
            "stand_ins": [],
        }

    def _person(self, number: int, person: str, roles: list[str]) -> dict[str, object]:
        name = FAMILIES[number % 20] + GIVEN[number // 20 % 20] + GIVEN[number // 400 % 20]
        department = f"d{number // OF_A_DEPARTMENT}"
        return {
            "name": {"zh": name, "en": f"Person {number}"}, "email": f"{person}@example.com",
            "posts": [{"department": department, "post": "staff", "main": True}], "roles": roles,
        }  # fmt: skip

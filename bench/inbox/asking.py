"""What is asked, and by whom: every list of the inbox, its badge and its search, what is stuck, and other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from bench.inbox.building import PROCESSES
from bench.inbox.crowd import Crowd
from bench.inbox.events import GOODS, PLACES, told

Query = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request of somebody. `then`: the one after it continues at its cursor."""

    who: str
    path: str
    query: Query = field(default_factory=dict)


class Asking:
    """Makes requests by kind, the same ones for the same seed. `living`: case, task, and who has it."""

    def __init__(self, crowd: Crowd, living: list[tuple[str, str, str]], seed: int = 5) -> None:
        self._crowd = crowd
        self._living = living
        self._random = Random(seed)
        few = max(2, crowd.scale.requests // 4)
        self._ordinary = self._random.sample(crowd.people, few)
        self._group = self._random.sample(crowd.large, few)
        self._turn = count()
        self.kinds: Mapping[str, Mapping[str, Callable[[], Asked]]] = {
            "inbox": self._inbox(), "stuck": self._stuck(), "other": self._other()
        }  # fmt: skip

    # -- people --

    def _anybody(self) -> str:
        """Of eight, one has most, one is of the large group, one heads a department, one is an operator."""
        match next(self._turn) % 8:
            case 0:
                return self._crowd.people[0]
            case 1:
                return self._random.choice(self._group)
            case 2:
                return self._manager()
            case 3:
                return self._operator()
            case _:
                return self._random.choice(self._ordinary)

    def _manager(self) -> str:
        return self._random.choice(self._crowd.heads[1:] or self._crowd.heads)

    def _operator(self) -> str:
        return self._random.choice(self._crowd.operators)

    def _superior(self) -> str:
        """Whoever has a page of what is stuck: heads of departments, the head of all, operators."""
        which = next(self._turn) % 4
        return self._manager() if which < 2 else self._operator() if which == 2 else self._crowd.people[0]

    # -- the inbox --

    def _inbox(self) -> dict[str, Callable[[], Asked]]:
        return {
            "mine": lambda: self._list("mine"),
            "group": lambda: self._list("group"),
            "waiting": lambda: self._list("waiting"),
            "done": lambda: self._list("done"),
            "team": lambda: self._list("team", self._superior()),
            "newest": lambda: self._list("mine", sort="newest"),
            "of a process": lambda: self._list("group", process=self._random.choice(PROCESSES)),
            "due": lambda: self._list("mine", due=self._random.choice(("late", "today", "soon"))),
            "counts": lambda: Asked(self._anybody(), "/api/tasks/counts"),
            "search 2 characters": lambda: self._list(self._own(), search=self._two()),
            "search 4 characters": lambda: self._list(self._own(), search=self._two() + self._two()),
            "search 2 words": lambda: self._list(self._own(), search=f"{self._two()} {self._two()}"),
            "search a number's tail": lambda: self._list(self._own(), search=self._tail()),
            "search done": lambda: self._list("done", search=self._two()),
        }

    def _list(self, which: str, who: str = "", **query: Any) -> Asked:
        return Asked(who or self._anybody(), "/api/tasks", {"list": which, **query})

    def _own(self) -> str:
        return self._random.choice(("mine", "group"))

    def _two(self) -> str:
        return self._random.choice((*GOODS, *PLACES))

    def _tail(self) -> str:
        return told(self._random.randrange(self._crowd.scale.open_cases)).phone[-self._random.choice((4, 6)) :]

    # -- what is stuck --

    def _stuck(self) -> dict[str, Callable[[], Asked]]:
        return {
            "stuck, a head": lambda: Asked(self._manager(), "/api/stuck"),
            "stuck, the head of all": lambda: Asked(self._crowd.people[0], "/api/stuck"),
            "stuck, an operator": lambda: Asked(self._operator(), "/api/stuck"),
            "stuck, a class": lambda: Asked(self._superior(), "/api/stuck", {"class": "does_not_move"}),
            "stuck, a process": lambda: Asked(
                self._superior(), "/api/stuck", {"process": self._random.choice(PROCESSES)}
            ),
        }

    # -- what else people feel --

    def _other(self) -> dict[str, Callable[[], Asked]]:
        return {
            "task page": lambda: self._of_living("/api/tasks/{case}/{task}"),
            "case page": lambda: self._of_living("/api/cases/{case}"),
            "history": lambda: self._of_living("/api/cases/{case}/history"),
            "cause card": lambda: Asked(self._operator(), f"/api/stuck/{self._a_case()}"),
            "cases, started": lambda: Asked(self._anybody(), "/api/cases", {"list": "started"}),
            "cases, all": lambda: Asked(self._anybody(), "/api/cases", {"list": "all"}),
            "cases, search": lambda: Asked(self._anybody(), "/api/cases", {"list": "all", "search": self._two()}),
            "cases, number's tail": lambda: Asked(
                self._anybody(), "/api/cases", {"list": "all", "search": self._tail()}
            ),
            "people": lambda: Asked(self._anybody(), "/api/people", {"search": self._random.choice("王李张刘陈wlz")}),
            "statistics": lambda: Asked(self._operator(), f"/api/statistics/{self._random.choice(PROCESSES)}"),
            "load": lambda: Asked(self._superior(), "/api/load"),
            "lapses": lambda: Asked(self._superior(), "/api/lapses"),
            "coming": lambda: Asked(self._superior(), "/api/coming"),
            "clusters": lambda: Asked(self._superior(), "/api/clusters"),
            "incidents": lambda: Asked(self._superior(), "/api/incidents"),
            "tasks.xlsx": lambda: Asked(self._anybody(), "/api/tasks.xlsx", {"list": self._own()}),
            "cases.xlsx": lambda: Asked(self._anybody(), "/api/cases.xlsx", {"list": "all"}),
            "notices": lambda: Asked(self._anybody(), "/api/notices"),
        }

    def _of_living(self, path: str) -> Asked:
        case, task, who = self._random.choice(self._living)
        return Asked(who, path.format(case=case, task=task))

    def _a_case(self) -> str:
        return self._random.choice(self._living)[0]

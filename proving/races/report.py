"""What races came to."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Raced:
    """How often each of a pair came first, how often it made no difference; what was refused."""

    pair: str
    first: int = 0
    second: int = 0
    either: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        refused = "".join(f" · {code} {count}" for code, count in self.refused.items())
        return f"{self.pair}: {self.first} : {self.second}, no difference {self.either}{refused}"


@dataclass
class Report:
    """What the races came to. `wrong` says everything that is not as it must be."""

    pairs: int = 0
    races: int = 0
    commands: int = 0
    seconds: float = 0.0
    first_came_first: int = 0
    second_came_first: int = 0
    no_difference: int = 0
    asked_again: int = 0
    apart: dict[str, float] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    by_pair: list[Raced] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

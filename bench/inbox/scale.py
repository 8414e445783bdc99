"""How large the installation is that is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`held_by_one`: open tasks of one person; `unclaimed`: tasks offered to one group of `group` people. `living`:
    cases beside them that the core has begun, for pages of one case. `requests`: of each kind of a list; of other
    pages a sixth."""

    tasks: int
    open: int
    open_cases: int
    people: int
    held_by_one: int
    unclaimed: int
    group: int
    roles: int
    living: int
    operators: int
    requests: int

    @property
    def cases(self) -> int:
        """All of them: those that are open, and those that are done and have four tasks each."""
        return self.open_cases + (self.tasks - self.open) // 4


FULL = Scale(1_000_000, 200_000, 100_000, 2_000, 5_000, 20_000, 300, 12, 300, 40, 120)
SMALL = Scale(1_200, 400, 200, 60, 60, 100, 20, 12, 4, 4, 1)

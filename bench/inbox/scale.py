"""How large the installation is that is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`held_by_one`: open tasks of one person; `unclaimed`: tasks offered to one group of `group` people. `stuck`: open
    cases that are stuck. `requests`: of each kind."""

    tasks: int
    open: int
    open_cases: int
    people: int
    held_by_one: int
    unclaimed: int
    group: int
    roles: int
    stuck: int
    requests: int

    @property
    def ended_cases(self) -> int:
        """Cases the tasks belong to that are done, four each."""
        return (self.tasks - self.open) // 4


FULL = Scale(1_000_000, 200_000, 100_000, 2_000, 5_000, 20_000, 300, 12, 10_000, 200)
SMALL = Scale(4_000, 1_200, 600, 60, 200, 300, 20, 12, 80, 4)

"""Runs a pattern: a list of instructions, tried in order of preference, no state twice.

Because a state (instruction, position) that has failed once is never tried again, a search takes at most
instructions x positions steps. Only patterns that look back (`\\1`) may need more; the budget stops those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.expressions.patterns.reader import Again, Choice, Group, One, Part, PatternError, Place, Repeat, Sequence

_MAX_PROGRAM: Final = 5_000
ONE, SPLIT, JUMP, SAVE, PLACE, AGAIN, MATCH = range(7)
Instruction = tuple[int, Any, Any]
Spend = Callable[[int], None]


class Compiler:
    """Writes the instructions of a tree."""

    def __init__(self) -> None:
        self.program: list[Instruction] = []

    def _add(self, code: int, first: Any = None, second: Any = None) -> int:
        if len(self.program) >= _MAX_PROGRAM:
            raise PatternError("Expected a simpler pattern, or smaller counts")
        self.program.append((code, first, second))
        return len(self.program) - 1

    def finish(self, part: Part) -> list[Instruction]:
        """The program that finds the part, its place saved as group 0."""
        self._add(SAVE, 0)
        self.write(part)
        self._add(SAVE, 1)
        self._add(MATCH)
        return self.program

    def write(self, part: Part) -> None:
        """Appends the instructions of one part."""
        match part:
            case One(test):
                self._add(ONE, test)
            case Place(sign):
                self._add(PLACE, sign)
            case Again(group):
                self._add(AGAIN, group)
            case Sequence(parts):
                for inner in parts:
                    self.write(inner)
            case Choice(branches):
                self._choice(branches)
            case Group(inner, number):
                self._group(inner, number)
            case Repeat():
                self._repeat(part)

    def _group(self, inner: Part, number: int | None) -> None:
        if number is None:
            self.write(inner)
            return
        self._add(SAVE, 2 * number)
        self.write(inner)
        self._add(SAVE, 2 * number + 1)

    def _choice(self, branches: tuple[Part, ...]) -> None:
        ends: list[int] = []
        for branch in branches[:-1]:
            fork = self._add(SPLIT)
            self.write(branch)
            ends.append(self._add(JUMP))
            self.program[fork] = (SPLIT, fork + 1, len(self.program))
        self.write(branches[-1])
        for end in ends:
            self.program[end] = (JUMP, len(self.program), None)

    def _repeat(self, part: Repeat) -> None:
        for _ in range(part.least):
            self.write(part.inner)
        if part.most is None:
            fork = self._add(SPLIT)
            self.write(part.inner)
            self._add(JUMP, fork)
            self._fork(fork, part.greedy)
            return
        forks: list[int] = []
        for _ in range(part.most - part.least):
            forks.append(self._add(SPLIT))
            self.write(part.inner)
        for fork in forks:
            self._fork(fork, part.greedy)

    def _fork(self, fork: int, greedy: bool) -> None:
        inside, behind = fork + 1, len(self.program)
        self.program[fork] = (SPLIT, inside, behind) if greedy else (SPLIT, behind, inside)


class Search:
    """One search in one text, from one position on."""

    def __init__(self, program: list[Instruction], slots: int, text: str, multiline: bool, looks_back: bool) -> None:
        self.program = program
        self.slots = slots
        self.text = text
        self.multiline = multiline
        self.looks_back = looks_back
        self.tried: set[Any] = set()

    def find(self, begin: int, spend: Spend) -> tuple[int, ...] | None:
        """Starts and ends of all groups of the first match, -1 for groups that took no part."""
        for start in range(begin, len(self.text) + 1):
            before = len(self.tried)
            found = self._from(start, spend)
            spend(len(self.tried) - before)
            if found is not None:
                return found
        return None

    def _from(self, start: int, spend: Spend) -> tuple[int, ...] | None:
        width = len(self.text) + 1
        waiting: list[tuple[int, int, tuple[int, ...]]] = [(0, start, (-1,) * self.slots)]
        while waiting:
            counter, position, saved = waiting.pop()
            place = counter * width + position
            key = (place, saved) if self.looks_back else place
            if key in self.tried:
                continue
            self.tried.add(key)
            if len(self.tried) % 1_000 == 0:
                spend(1_000)
            code, first, second = self.program[counter]
            if code == MATCH:
                return saved
            if code == SPLIT:
                waiting.append((second, position, saved))
                waiting.append((first, position, saved))
                continue
            following = self._step(code, first, position, saved)
            if following is not None:
                target = first if code == JUMP else counter + 1
                waiting.append((target, *following))
        return None

    def _step(
        self, code: int, detail: Any, position: int, saved: tuple[int, ...]
    ) -> tuple[int, tuple[int, ...]] | None:
        if code == ONE:
            fits = position < len(self.text) and detail(self.text[position])
            return (position + 1, saved) if fits else None
        if code == SAVE:
            return position, (*saved[:detail], position, *saved[detail + 1 :])
        if code == PLACE:
            return (position, saved) if self._at_edge(detail, position) else None
        if code == AGAIN:
            return self._again(detail, position, saved)
        return position, saved

    def _at_edge(self, sign: str, position: int) -> bool:
        edge = 0 if sign == "^" else len(self.text)
        if position == edge:
            return True
        beside = position - 1 if sign == "^" else position
        return self.multiline and self.text[beside] == "\n"

    def _again(self, group: int, position: int, saved: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
        wanted = self.text[max(saved[2 * group], 0) : max(saved[2 * group + 1], 0)]
        return (position + len(wanted), saved) if self.text.startswith(wanted, position) else None

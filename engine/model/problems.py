"""Problems: what is wrong with a definition. Many at once, each where it is, with what was expected and a hint."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["problem", "planned", "unsupported"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding.

    `file:line:column` is where it stands (1-based), `path` what it is about (`steps.approve.due`), `code` is stable,
    `message` says what was expected and what was found, `hint` what to do. `planned` is no error: a process of the
    catalogue that is not written yet; `unsupported` is something the language means to have and does not yet.
    """

    file: str
    line: int
    column: int
    code: str
    path: str
    message: str
    hint: str = ""
    severity: Severity = "problem"

    def __str__(self) -> str:
        return self.told(str)

    def told(self, say: Callable[[str], str]) -> str:
        """The finding on one line, its sentences said in another language by `say`."""
        hint = f" {say(self.hint)}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column} {self.path}: {self.code}: {say(self.message)}{hint}"

    def to_wire(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {key: value for key, value in vars(self).items() if value != ""}

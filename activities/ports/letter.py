"""A letter: what somebody is told, in both languages, with the link to where they do something about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.administering.reaching import Tongue

MOST_TEXT = 1800
"""Characters a card of a messenger takes; what is more stands behind the link."""


class PortError(Exception):
    """The other side did not take it. `for_good`: the same once more is no use."""

    def __init__(self, said: str, *, for_good: bool = False) -> None:
        super().__init__(said)
        self.for_good = for_good


@dataclass(frozen=True)
class Letter:
    """`subject` and `text` by language (`zh`, `en`), `link` to the page, `key` against doubles, `to_do`: what the link
    is for."""

    subject: Mapping[str, str]
    text: Mapping[str, str]
    link: str
    key: str
    tongue: Tongue = "both"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is read in, the first one first."""
        return ("zh", "en") if self.tongue == "both" else (self.tongue,)

    @property
    def title(self) -> str:
        """The subject in one line; of two languages that say the same, one."""
        return " / ".join(dict.fromkeys(self.subject[one] for one in self.languages))

    @property
    def body(self) -> str:
        """The text, one language under the other."""
        return "\n\n".join(dict.fromkeys(self.text[one] for one in self.languages))

    @property
    def card(self) -> str:
        """The text as a messenger takes it."""
        return self.body if len(self.body) <= MOST_TEXT else f"{self.body[: MOST_TEXT - 1]}…"

    @property
    def button(self) -> str:
        """What stands on the link."""
        return {"both": "打开 / Open", "zh": "打开", "en": "Open"}[self.tongue]


class Port(Protocol):
    """A way to people."""

    async def send(self, address: str, letter: Letter) -> None:
        """Hand the letter over. Raises `PortError`."""
        ...

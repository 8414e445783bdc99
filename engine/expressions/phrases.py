"""Names of several words (`list contains`, `Monthly Salary`, `Approved/Declined`), found in a list of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.expressions import tokens as t
from engine.expressions.tokens import Token, tokenize


class PhraseTable:
    """Names of more than one token, found by their first token, the longest first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """From now on the name is found, if it has several tokens."""
        if name.isidentifier():
            return
        words = tuple(token.text for token in tokenize(name) if token.kind != t.END)
        if len(words) < 2:
            return
        entries = self._by_first.setdefault(words[0], [])
        if (words, name) not in entries:
            entries.append((words, name))
            entries.sort(key=lambda entry: -len(entry[0]))

    def longest(self, tokens: Sequence[Token], index: int) -> tuple[int, str]:
        """How many tokens the longest name takes that begins at the index, and the name; 0 if none begins there."""
        for words, name in self._by_first.get(tokens[index].text, ()):
            found = tokens[index : index + len(words)]
            if len(found) == len(words) and all(token.text == word for token, word in zip(found, words, strict=True)):
                return len(words), name
        return 0, ""

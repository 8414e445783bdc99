"""The opposite of a condition as people say it: `amount <= 1000`, not `not(amount > 1000)`. For reading alone."""

from collections.abc import Iterator, Mapping, Sequence

from engine.expressions.tokens import END, NAME, SYMBOL, Token, tokenize

_OPPOSITE: Mapping[str, str] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_OTHER: Mapping[str, str] = {"and": "or", "or": "and"}
_LOOSE = frozenset(("between", "if", "for", "some", "every", "function"))
"""Behind one of these, outside of brackets, an `and` or a sign is not what holds the condition together."""
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def said_plainly(condition: str, *, holds: bool = True) -> str:
    """The condition, or where it does not hold its opposite, without `not` wherever a sign can say it."""
    tokens = [token for token in tokenize(condition) if token.kind != END]
    return _plain(tokens, holds) if tokens else condition


def _plain(tokens: Sequence[Token], holds: bool) -> str:
    inner = _unwrapped(tokens)
    if not any(inner[place].text in _LOOSE for place in _outside(inner)):
        for joint in ("or", "and"):
            parts = _parted(inner, joint)
            if len(parts) > 1:
                return _joined([_plain(part, holds) for part in parts], joint if holds else _OTHER[joint])
        if _is_negation(inner):
            return _plain(inner[2:-1], not holds)
        if (listed := _listed(inner)) is not None:
            item, among = listed
            return f"{_text(item)} {'in' if holds else 'not in'} {_text(among)}"
        if not holds:
            return _turned(inner)
    return _text(inner) if holds else f"not({_text(inner)})"


def _joined(parts: Sequence[str], joint: str) -> str:
    """Parts that are joined themselves keep their brackets where another word joins them."""
    other = _OTHER[joint]
    return f" {joint} ".join(f"({part})" if len(_parted(_tokens(part), other)) > 1 else part for part in parts)


def _turned(tokens: Sequence[Token]) -> str:
    """The opposite of one comparison, or of one truth value."""
    for place in _outside(tokens):
        opposite = _OPPOSITE.get(tokens[place].text) if tokens[place].kind == SYMBOL else None
        if opposite is not None:
            return f"{_text(tokens[:place])} {opposite} {_text(tokens[place + 1 :])}"
    if all(token.kind == NAME or token.text == "." for token in tokens):
        return f"{_text(tokens)} = false"
    return f"not({_text(tokens)})"


def _listed(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """What is among what: of `x in list`, and of `list contains(list, x)`; None for anything else."""
    whole = len(tokens) > 4 and [one.text for one in tokens[:2]] == ["list", "contains"]
    if whole and _closing(tokens, 2) == len(tokens) - 1:
        inner = tokens[3:-1]
        comma = next((place for place in _outside(inner) if inner[place].text == ","), None)
        return None if comma is None else (inner[comma + 1 :], inner[:comma])
    place = next((one for one in _outside(tokens) if tokens[one].kind == NAME and tokens[one].text == "in"), None)
    return None if place is None else (tokens[:place], tokens[place + 1 :])


def _is_negation(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 3 and tokens[0].text == "not" and _closing(tokens, 1) == len(tokens) - 1


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without brackets around the whole."""
    while len(tokens) > 2 and tokens[0].text == "(" and _closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def _closing(tokens: Sequence[Token], opening: int) -> int | None:
    """Where the bracket that opens there is closed; None where none opens."""
    if tokens[opening].text != "(":
        return None
    rest = (place for place in _outside(tokens[opening + 1 :], deep=1))
    return next((opening + 1 + place for place in rest if tokens[opening + 1 + place].text == ")"), None)


def _parted(tokens: Sequence[Token], joint: str) -> list[Sequence[Token]]:
    """What stands between the words `joint` that are in no bracket."""
    parts, begun = [], 0
    for place in _outside(tokens):
        if tokens[place].kind == NAME and tokens[place].text == joint:
            parts.append(tokens[begun:place])
            begun = place + 1
    return [*parts, tokens[begun:]]


def _outside(tokens: Sequence[Token], deep: int = 0) -> Iterator[int]:
    """The places of tokens outside of brackets; `deep` 1: of those in the bracket they stand in, its end included."""
    now = deep
    for place, token in enumerate(tokens):
        if token.kind == SYMBOL and token.text in _CLOSING:
            now -= 1
            if now < deep:
                yield place
                return
        elif now == deep:
            yield place
        if token.kind == SYMBOL and token.text in _OPENING:
            now += 1


def _tokens(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.kind != END]


def _text(tokens: Sequence[Token]) -> str:
    """The tokens as they may be read again."""
    return " ".join(token.text for token in tokens)

"""What a YAML parser's complaint means to the person who wrote the file."""

from __future__ import annotations

from typing import Any

from engine.compiler.places import Position, position_at
from engine.said import Said

_EXPLAINED = (
    (
        "but found another document",
        "Expected one document in a file, but a second one begins here.",
        "Put it in a file of its own.",
    ),
    (
        "mapping values are not allowed",
        "Expected one key on a line, but found a second `: ` in it.",
        "Put a text that contains `: ` in single quotes.",
    ),
    (
        "found character that cannot start any token",
        "Expected a value, but no value begins with this sign.",
        "Put it in single quotes.",
    ),
    (
        "could not find expected ':'",
        "Expected a colon and a blank after a key, but the line has none.",
        "Write `key: value`, or indent the line to continue the text above.",
    ),
    (
        "did not find expected key",
        "Expected a key in line with the keys around it.",
        "Check the indentation, and that every quote and bracket above is closed.",
    ),
    (
        "did not find expected '-' indicator",
        "Expected `- `, as the entries of this list above.",
        "Check the indentation.",
    ),
    (
        "did not find expected ',' or '}'",
        "Expected a comma or `}`.",
        "Close the brace; put an expression that contains `,` `[` `]` `{` or `}` in single quotes.",
    ),
    (
        "did not find expected ',' or ']'",
        "Expected a comma or `]`.",
        "Close the bracket; put an expression that contains `,` `[` `]` `{` or `}` in single quotes.",
    ),
    (
        "block sequence entries are not allowed",
        "Expected no list entry here.",
        "A list begins on a line of its own, below its key.",
    ),
    (
        "found unexpected end of stream",
        "Expected a closing quote or bracket before the end of the file.",
        "Close what was opened here.",
    ),
    (
        "did not find expected node content",
        "Expected a value between the signs here.",
        "Put it in single quotes if a sign belongs to the text.",
    ),
    (
        "found unknown escape character",
        "Expected no `\\` in double quotes but before a sign that YAML knows.",
        "Use single quotes.",
    ),
)


def explained(error: Exception, text: str) -> tuple[Position, str, str]:
    """Position, sentence and hint for a YAML error."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unreadable(error, text)
    position = (mark.line + 1, mark.column + 1)
    said = str(getattr(error, "problem", None) or "")
    for complaint, message, hint in _EXPLAINED:
        if complaint in said:
            context_mark = getattr(error, "context_mark", None)
            if complaint == "found unexpected end of stream" and context_mark is not None:
                position = (context_mark.line + 1, context_mark.column + 1)
            elif complaint.startswith("did not find expected ','") and context_mark is not None:
                line = context_mark.line + 1
                message = Said(
                    "{expected}, for what was opened on line {line} is not closed.",
                    expected=Said(message[:-1]),
                    line=line,
                )
            return position, message, hint
    return (
        position,
        Said("Expected YAML, but {value}.", value=said or "this cannot be read"),
        "Check quotes, brackets and indentation.",
    )


def _unreadable(error: Exception, text: str) -> tuple[Position, str, str]:
    index = next((index for index, sign in enumerate(text) if not _is_printable(sign)), 0)
    found = Said("found the control character U+{code:04X}", code=ord(text[index])) if text else "found none"
    return position_at(text, index), Said("Expected readable text, but {found}.", found=found), "Take it out."


def _is_printable(sign: str) -> bool:
    code = ord(sign)
    return sign in "\t\n\r\x85" or 0x20 <= code <= 0x7E or (code >= 0xA0 and code not in (0xFFFE, 0xFFFF))

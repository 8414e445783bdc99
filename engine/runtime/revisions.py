"""Revisions of the rules. A case keeps the one it began with until it continues as new.

A change of `apply` that makes another turn of an old history takes a number here, a name and a reason, and branches on
`turn.state.engine_revision`. `tests/replay/` holds frozen histories of every revision, replayed in each build.
"""

FIRST_RULES = 1  # the rules of the first release

CURRENT = FIRST_RULES

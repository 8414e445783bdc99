"""Tables of what is stuck: each spell a case is stuck for, whom it concerns, and when each open case was looked at.

Spells are a primary table: when something was stuck is not told by the record of the cases. The others may be
thrown away: the next looks make them again.
"""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false, text

from store.columns import Json, Texts, UTCDateTime
from store.tables.metadata import metadata

_OPEN = text("ended_at IS NULL")
_OVER = text("ended_at IS NOT NULL")

stuck_spells = Table(
    "stuck_spells",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("case_id", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("plan", String(64), nullable=False),
    Column("step", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("stuck", String(16), nullable=False, comment="cannot_move, does_not_move, will_be_late"),
    Column("cause", String(32), nullable=False),
    Column("shared", Text, nullable=False, comment="what cases stuck by the same thing have in common"),
    Column("department", Text, nullable=False, comment="of who can act, else of the starter"),
    Column("people", Texts, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("held_since", UTCDateTime, comment="since when the step stands, whether that is stuck or not"),
    Column("began", UTCDateTime, nullable=False, comment="when it became stuck, as far as it is known"),
    Column("ended_at", UTCDateTime),
    Column("stuck_for", Integer, nullable=False, comment="working seconds at the last look"),
    Column("weight", Integer, nullable=False),
    Column("amount_field", Text),
    Column("amount", Text),
    Column("due", UTCDateTime),
    Column("blocked", Integer, nullable=False),
    Column("root", Text),
    Column("next", Json, comment="what happens next by itself"),
    Index("ix_stuck_spells_open", "weight", "position", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index(
        "ix_stuck_spells_shared",
        "cause",
        "shared",
        "weight",
        "position",
        "began",
        "case_id",
        "ended_at",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index("ux_stuck_spells_case", "case_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index(
        "ix_stuck_spells_tally",
        "stuck",
        "process",
        "department",
        "cause",
        "began",
        "ended_at",
        "position",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index("ix_stuck_spells_over", "ended_at", sqlite_where=_OVER, postgresql_where=_OVER),
)

stuck_concerns = Table(
    "stuck_concerns",
    metadata,
    Column("person", Text, primary_key=True),
    Column("spell", Integer, primary_key=True, autoincrement=False),
    Column("fixes", Boolean, nullable=False, comment="it is theirs to set going again"),
    Column("over", Boolean, nullable=False, server_default=false(), comment="the spell is over"),
    Index("ix_stuck_concerns_spell", "spell"),
    Index(
        "ix_stuck_concerns_open",
        "person",
        "spell",
        "fixes",
        "over",
        sqlite_where=text("over = 0"),
        postgresql_where=text("NOT over"),
    ),
)

stuck_looks = Table(
    "stuck_looks",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("turns", Integer, nullable=False, comment="the turns it had when it was looked at"),
    Column("company", Text, nullable=False, comment="the version of company and directory it was judged by"),
    Column("looked_at", UTCDateTime, nullable=False),
    Column("look_again", UTCDateTime, nullable=False),
    Column("trouble", Text, nullable=False, comment="why no cause could be found; empty: it could"),
    Index("ix_stuck_looks_again", "look_again"),
    Index(
        "ix_stuck_looks_trouble", "case_id", sqlite_where=text("trouble <> ''"), postgresql_where=text("trouble <> ''")
    ),
)

stuck_marks = Table(
    "stuck_marks",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("at", UTCDateTime, nullable=False, comment="all open cases were known to be judged as they are"),
    Column("waiting", Integer, nullable=False, comment="at least so many are not, at the last round"),
)

WATCHING = (stuck_spells, stuck_concerns, stuck_looks, stuck_marks)

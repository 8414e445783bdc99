"""Primary tables of starts that nobody stands at: schedules, and what the door refused."""

from sqlalchemy import Column, Index, String, Table, Text, text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata

schedule_marks = Table(
    "schedule_marks",
    metadata,
    Column("process", Text, primary_key=True),
    Column("start", Text, primary_key=True),
    Column("rule", Text, nullable=False, comment="schedule, calendar and roll: other words, another schedule"),
    Column("done_to", UTCDateTime, nullable=False, comment="all instants up to this one are done with"),
    Column("held_until", UTCDateTime, nullable=False, comment="end of the lease of the worker that is at it"),
)

schedule_instants = Table(
    "schedule_instants",
    metadata,
    Column("process", Text, primary_key=True),
    Column("start", Text, primary_key=True),
    Column("at", UTCDateTime, primary_key=True),
    Column("outcome", String(16), nullable=False, comment="opened, joined, overlaps, missed, refused, not_needed"),
    Column("case_id", Text),
    Column("recorded_at", UTCDateTime, nullable=False),
)

refused_starts = Table(
    "refused_starts",
    metadata,
    Column("case_id", Text, primary_key=True, comment="the case it would have been"),
    Column("process", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("cause", String(16), nullable=False, comment="message, schedule"),
    Column("reference", Text, nullable=False, comment="id of the message"),
    Column("data", Json, nullable=False),
    Column("by", Text),
    Column("at", UTCDateTime, nullable=False),
    Column("code", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    Column("settled_by", Text),
    Column("settled_reason", Text, comment="why it was let go"),
    Index(
        "ix_refused_starts_waiting",
        "at",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
)

"""Primary tables of what is administered of people beside the organisation's file."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata

directory_changes = Table(
    "directory_changes",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("once", Text, nullable=False),
    Column("kind", String(24), nullable=False, comment="stand-in-set, stand-in-ended, person-left, person-back"),
    Column("content", Json, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("reason", Text, nullable=False),
    Column("case_id", Text, comment="the case that set it"),
    UniqueConstraint("once"),
)

told_besides = Table(
    "told_besides",
    metadata,
    Column("person", Text, primary_key=True),
    Column("about", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("text", Json, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

hand_overs = Table(
    "hand_overs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("to", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", UTCDateTime),
    Column("undone_reason", Text),
    Column("once", Text, comment="makes a repeated one known"),
    Index("ix_hand_overs_once", "once", unique=True),
)

hand_over_items = Table(
    "hand_over_items",
    metadata,
    Column("hand_over", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False, comment="case, setting, stand-in, definition, departure"),
    Column("subject", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("said", Json, nullable=False),
    Column("status", String(16), nullable=False, comment="waiting, done, refused, left, undoing, undone, kept"),
    Column("code", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("held_until", UTCDateTime, nullable=False, comment="end of the lease of the worker that is at it"),
    Index("ix_hand_over_items_subject", "kind", "subject"),
)

directory_marks = Table(
    "directory_marks",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("company", Integer, nullable=False, comment="all open tasks follow this version of the company,"),
    Column("changes", Integer, nullable=False, comment="with the changes up to this position,"),
    Column("at", UTCDateTime, nullable=False, comment="as they count on this day"),
    Column("next_company", Integer, nullable=False, comment="and are being led to this version,"),
    Column("next_changes", Integer, nullable=False, comment="with the changes up to this position,"),
    Column("next_at", UTCDateTime, nullable=False, comment="as they count on this day"),
    Column("done_to", Text, nullable=False, comment="cases up to this id have been"),
    Column("held_until", UTCDateTime, nullable=False, comment="end of the lease of the worker that is at it"),
    Column("told", Integer, nullable=False, server_default="0", comment="so many cases on this way"),
)

openings = Table(
    "openings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, nullable=False, comment="the sealed case"),
    Column("by", Text, nullable=False, comment="who asked to read it"),
    Column("reason", Text, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
    Column("answered_by", Text, comment="the second person"),
    Column("answered_at", UTCDateTime),
    Column("answer", Text, nullable=False),
    Column("until", UTCDateTime, comment="open until then; empty: refused, or not answered yet"),
    Column("told", Json, nullable=False, comment="who was told that it was opened"),
    Index("ix_openings_case", "case_id"),
    Index("ix_openings_by", "by", "until"),
)

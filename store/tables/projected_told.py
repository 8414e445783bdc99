"""Projection tables of what people were told, and what they promised (see `store.tables.projection`)."""

from sqlalchemy import Column, Index, Integer, Table, Text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata
from store.tables.primary import CASE_ID

notices = Table(
    "notices",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("person", Text, primary_key=True),
    Column("about", Text, nullable=False),
    Column("text", Json),
    Column("at", UTCDateTime, nullable=False),
    Column("task", Text),
    Column("leaves", UTCDateTime),
    Index("ix_notices_person", "person", "at", "case_id", "turn", "position"),
)

promises = Table(
    "promises",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("by", Text, nullable=False),
    Column("until", UTCDateTime, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Index("ix_promises_at", "at"),
)

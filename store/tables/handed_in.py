"""Primary tables of what people hand in beside the record of the cases: drafts, and the files of the document store."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("case_id", Text, primary_key=True, comment="of a task; for a start the case it is copied from, or empty"),
    Column("task", Text, primary_key=True),
    Column("process", Text, primary_key=True, comment="of a start; empty for a task"),
    Column("start", Text, primary_key=True),
    Column("data", Json, nullable=False),
    Column("outcome", Text),
    Column("comment", Text, nullable=False),
    Column("turn", Integer, comment="the last turn whose data its author saw"),
    Column("at", UTCDateTime, nullable=False),
    Index("ix_drafts_task", "case_id", "task"),
)

files = Table(
    "files",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256; its name in the document store"),
    Column("name", Text, nullable=False, comment="as it was called when it first came"),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
)

file_takes = Table(
    "file_takes",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", Text, primary_key=True, comment="who has handed it in"),
    Column("at", UTCDateTime, nullable=False, comment="for the last time"),
)

"""Projection tables of files: those added to a case, and those it refers to (see `store.tables.projection`)."""

from sqlalchemy import Column, Index, Integer, Table, Text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata
from store.tables.primary import CASE_ID, DIGEST

attachments = Table(
    "attachments",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("file", Json, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("comment", Text, nullable=False),
    Column("step", Text),
)

case_files = Table(
    "case_files",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("digest", DIGEST, primary_key=True),
    Column("turn", Integer, nullable=False),
    Index("ix_case_files_digest", "digest"),
)

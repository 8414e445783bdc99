"""Projection tables by which cases are found: the words of each, and of open ones every piece (`store.grams`)."""

from sqlalchemy import Column, Index, String, Table, Text

from store.columns import UTCDateTime
from store.tables.metadata import metadata
from store.tables.primary import CASE_ID

case_search = Table(
    "case_search",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("process", Text, nullable=False),
    Column("started_at", UTCDateTime, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_case_search_newest", "started_at", "case_id", "words"),
)

case_grams = Table(
    "case_grams",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("gram", String(4).with_variant(String(4, collation="C"), "postgresql"), primary_key=True),
    Index("ix_case_grams_gram", "gram", "case_id"),
    sqlite_with_rowid=False,
)

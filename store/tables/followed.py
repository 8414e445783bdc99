"""Primary tables of what people keep of cases and starts: cases they follow, favourites, which case was copied."""

from sqlalchemy import Column, Index, Integer, Table, Text

from store.columns import UTCDateTime
from store.tables.metadata import metadata

follows = Table(
    "follows",
    metadata,
    Column("person", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
    Column("told", Integer, comment="the turn up to which they were told how it goes on"),
    Index("ix_follows_case", "case_id"),
    Index("ix_follows_newest", "person", "at", "case_id"),
)

favourites = Table(
    "favourite_starts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("process", Text, primary_key=True),
    Column("start", Text, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

copied_cases = Table(
    "copied_cases",
    metadata,
    Column("case_id", Text, primary_key=True, comment="the case whose form was filled from another"),
    Column("copy_of", Text, nullable=False),
    Index("ix_copied_cases_copy_of", "copy_of"),
)

FOLLOWED = (follows, favourites, copied_cases)

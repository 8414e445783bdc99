"""Primary tables of publishing: versions that wait for somebody or a date, processes nobody may start, and the phrases
that are offered for comments.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata

publications = Table(
    "publications",
    metadata,
    Column("id", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("packed", LargeBinary, nullable=False, comment="the plan"),
    Column("source", Text, nullable=False),
    Column("scenarios", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("takes_effect", UTCDateTime),
    Column("state", String(16), nullable=False, comment="waiting, planned, published, withdrawn"),
    Column("decided_by", Text),
    Column("decided_at", UTCDateTime),
    Column("published_at", UTCDateTime),
    Index("ix_publications_process", "process", "asked_at"),
    Index(
        "ix_publications_planned",
        "takes_effect",
        sqlite_where=text("state = 'planned'"),
        postgresql_where=text("state = 'planned'"),
    ),
)

stopped_starts = Table(
    "stopped_starts",
    metadata,
    Column("process", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("reason", Text, nullable=False),
)

scenario_texts = Table(
    "scenario_texts",
    metadata,
    Column("digest", String(64), primary_key=True, comment="the plan they were written for"),
    Column("text", Text, nullable=False),
)

phrases = Table(
    "phrases",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("process", Text, nullable=False, comment="empty: the company's"),
    Column("kind", String(16), nullable=False, comment="comment, return, refuse"),
    Column("said", Json, comment="in both languages; empty: as if none had been set"),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("reason", Text, nullable=False),
    Index("ix_phrases_kind", "process", "kind", "position"),
    Index("ix_phrases_at", "at"),
)

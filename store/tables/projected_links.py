"""Projection tables of how cases belong together: called, decided on one list, pointed at by a field."""

from sqlalchemy import Boolean, Column, Index, Table, Text

from store.columns import UTCDateTime
from store.tables.metadata import metadata
from store.tables.primary import CASE_ID

called_cases = Table(
    "called_cases",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("instance", Text, primary_key=True),
    Column("step", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("detached", Boolean, nullable=False),
    Column("called_at", UTCDateTime, nullable=False),
    Column("workflow_id", Text, nullable=False),
    Column("called_case", CASE_ID, nullable=False),
    Column("end", Text),
    Column("ended_at", UTCDateTime),
    Index("ix_called_cases_called", "called_case"),
)

batch_places = Table(
    "batch_places",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("instance", Text, primary_key=True),
    Column("step", Text, nullable=False),
    Column("batch_key", Text, nullable=False),
    Column("awaited_since", UTCDateTime, nullable=False),
    Column("batch", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("outcome", Text),
    Column("by", Text),
    Column("decided_at", UTCDateTime),
    Index("ix_batch_places_batch", "batch"),
)

related_cases = Table(
    "related_cases",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("related", CASE_ID, nullable=False),
    Index("ix_related_cases_related", "related", "process", "field"),
)

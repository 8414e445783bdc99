"""Schedules, and starts that were refused while nobody stood by"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "schedule_marks",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column(
            "rule", sa.Text(), nullable=False, comment="schedule, calendar and roll: other words, another schedule"
        ),
        sa.Column(
            "done_to",
            store.columns.UTCDateTime(),
            nullable=False,
            comment="all instants up to this one are done with",
        ),
        sa.Column(
            "held_until",
            store.columns.UTCDateTime(),
            nullable=False,
            comment="end of the lease of the worker that is at it",
        ),
        sa.PrimaryKeyConstraint("process", "start", name=op.f("pk_schedule_marks")),
    )
    op.create_table(
        "schedule_instants",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.String(length=16),
            nullable=False,
            comment="opened, joined, overlaps, missed, refused, not_needed",
        ),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("recorded_at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("process", "start", "at", name=op.f("pk_schedule_instants")),
    )
    op.create_table(
        "refused_starts",
        sa.Column("case_id", sa.Text(), nullable=False, comment="the case it would have been"),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False, comment="message, schedule"),
        sa.Column("reference", sa.Text(), nullable=False, comment="id of the message"),
        sa.Column("data", store.columns.Json(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("settled_at", store.columns.UTCDateTime(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_refused_starts")),
    )
    op.create_index(
        "ix_refused_starts_waiting",
        "refused_starts",
        ["at"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )

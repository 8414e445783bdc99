"""Versions that wait to be published, the scenarios beside them, and processes nobody may start"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False, comment="the plan"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("scenarios", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("takes_effect", store.columns.UTCDateTime()),
        sa.Column("state", sa.String(16), nullable=False, comment="waiting, planned, published, withdrawn"),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decided_at", store.columns.UTCDateTime()),
        sa.Column("published_at", store.columns.UTCDateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index("ix_publications_process", "publications", ["process", "asked_at"], unique=False)
    planned = sa.text("state = 'planned'")
    op.create_index(
        "ix_publications_planned", "publications", ["takes_effect"], sqlite_where=planned, postgresql_where=planned
    )
    op.create_table(
        "stopped_starts",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_stopped_starts")),
    )
    op.create_table(
        "scenario_texts",
        sa.Column("digest", sa.String(64), nullable=False, comment="the plan they were written for"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_scenario_texts")),
    )

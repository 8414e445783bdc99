"""Handing people over: what hung on them, item by item"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", store.columns.UTCDateTime(), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
    )
    op.create_table(
        "hand_over_items",
        sa.Column("hand_over", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "kind", sa.String(length=16), nullable=False, comment="case, setting, stand-in, definition, departure"
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("said", store.columns.Json(), nullable=False),
        sa.Column(
            "status",
            sa.String(length=16),
            nullable=False,
            comment="waiting, done, refused, left, undoing, undone, kept",
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "held_until",
            store.columns.UTCDateTime(),
            nullable=False,
            comment="end of the lease of the worker that is at it",
        ),
        sa.PrimaryKeyConstraint("hand_over", "position", name=op.f("pk_hand_over_items")),
    )

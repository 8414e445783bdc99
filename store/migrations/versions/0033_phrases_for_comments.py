"""The phrases a company and its processes offer for comments, with who set them"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "phrases",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("process", sa.Text(), nullable=False, comment="empty: the company's"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="comment, return, refuse"),
        sa.Column(
            "said", store.columns.Json(), nullable=True, comment="in both languages; empty: as if none had been set"
        ),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_phrases")),
    )
    op.create_index("ix_phrases_kind", "phrases", ["process", "kind", "position"])
    op.create_index("ix_phrases_at", "phrases", ["at"])

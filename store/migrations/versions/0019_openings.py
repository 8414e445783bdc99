"""Who asked to open which sealed case, and who confirmed it; whose place was taken in a case"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "openings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False, comment="the sealed case"),
        sa.Column("by", sa.Text(), nullable=False, comment="who asked to read it"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("asked_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=True, comment="the second person"),
        sa.Column("answered_at", store.columns.UTCDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "until", store.columns.UTCDateTime(), nullable=True,
            comment="open until then; empty: refused, or not answered yet",
        ),
        sa.Column("told", store.columns.Json(), nullable=False, comment="who was told that it was opened"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
    )  # fmt: skip
    op.create_index("ix_openings_case", "openings", ["case_id"])
    op.create_index("ix_openings_by", "openings", ["by", "until"])
    op.create_index("ix_hand_over_items_subject", "hand_over_items", ["kind", "subject"])

"""Who has started a case for somebody else; up to which turn those who follow a case were told; what was
promised of late tasks
"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("cases", sa.Column("started_by", sa.Text(), nullable=True))
    told = "the turn up to which they were told how it goes on"
    op.add_column("follows", sa.Column("told", sa.Integer(), nullable=True, comment=told))
    named = sa.text("started_by IS NOT NULL")
    columns = ["started_by", "started_at"]
    op.create_index("ix_cases_started_by", "cases", columns, sqlite_where=named, postgresql_where=named)
    op.create_table(
        "promises",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("until", store.columns.UTCDateTime(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "task", "turn", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_at", "promises", ["at"], unique=False)

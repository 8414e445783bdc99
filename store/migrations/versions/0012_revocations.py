"""Which case undoes which"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "revocations",
        sa.Column("case_id", sa.Text(), nullable=False, comment="the ended case"),
        sa.Column("undone_by", sa.Text(), nullable=False, comment="the case that undoes it"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_revocations")),
    )
    op.create_index("ix_revocations_undone_by", "revocations", ["undone_by"], unique=True)

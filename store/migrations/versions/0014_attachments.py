"""Files that people have added to a case"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", store.columns.Json(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "turn", "position", name=op.f("pk_attachments")),
    )

"""Notices opened one by one"""

import sqlalchemy as sa
from alembic import op

from store.columns import UTCDateTime

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "notices_opened",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "case_id", "turn", "position", name=op.f("pk_notices_opened")),
    )

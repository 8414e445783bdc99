"""Clusters of what is stuck are found by index"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    is_open = sa.text("ended_at IS NULL")
    columns = ["cause", "shared", "weight"]
    op.create_index("ix_stuck_spells_shared", "stuck_spells", columns, sqlite_where=is_open, postgresql_where=is_open)

"""Tasks that are offered back to who gave them away"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("offered_back", sa.Text(), nullable=True))

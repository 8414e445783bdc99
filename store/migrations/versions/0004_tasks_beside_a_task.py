"""Tasks beside a task: which one they serve, and what they are asked for"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("side", sa.String(length=12), nullable=False, server_default=""))
    op.add_column("tasks", sa.Column("serves", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("asked", store.columns.Json(), nullable=False, server_default="{}"))

"""Tasks that are held, that got more time, and that are lent"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("held_until", store.columns.UTCDateTime(), nullable=True))
    op.add_column("tasks", sa.Column("holds", sa.Integer(), server_default="0", nullable=False))
    op.add_column("tasks", sa.Column("asked_due", store.columns.UTCDateTime(), nullable=True))
    op.add_column("tasks", sa.Column("first_due", store.columns.UTCDateTime(), nullable=True))
    op.add_column("tasks", sa.Column("lent_to", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("advice", store.columns.Json(), server_default="{}", nullable=False))

"""For whom those who stand in act; what somebody is told that is not about one case"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("for_whom", store.columns.Json(), nullable=False, server_default="{}"))
    op.create_table(
        "told_besides",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", store.columns.Json(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "about", "day", name=op.f("pk_told_besides")),
    )

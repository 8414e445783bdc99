"""What was changed of settings, by whom and why; who did what when is found by person and by time"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "setting_changes",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", store.columns.Json(), nullable=True, comment="empty: the default again"),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_setting_changes")),
    )
    op.create_index("ix_setting_changes_at", "setting_changes", ["at"])
    op.create_index("ix_commands_by", "commands", ["by", "position"])
    op.create_index("ix_commands_at", "commands", ["at", "position"])

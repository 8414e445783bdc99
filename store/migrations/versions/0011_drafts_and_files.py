"""What people have filled in and not sent, and the files that cases speak of"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False, comment="of a task; empty for a start"),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False, comment="of a start; empty for a task"),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("data", store.columns.Json(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True, comment="the last turn whose data its author saw"),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "case_id", "task", "process", "start", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_task", "drafts", ["case_id", "task"], unique=False)
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256; its name in the document store"),
        sa.Column("name", sa.Text(), nullable=False, comment="as it was called when it first came"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_files")),
    )

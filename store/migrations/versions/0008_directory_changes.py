"""Changes of the directory beside the organisation's file, and how far the open tasks have followed it"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "directory_changes",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=24),
            nullable=False,
            comment="stand-in-set, stand-in-ended, person-left, person-back",
        ),
        sa.Column("content", store.columns.Json(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True, comment="the case that set it"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_directory_changes")),
        sa.UniqueConstraint("once", name=op.f("uq_directory_changes_once")),
    )
    op.create_table(
        "directory_marks",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column(
            "company", sa.Integer(), nullable=False, comment="all open tasks follow this version of the company,"
        ),
        sa.Column("changes", sa.Integer(), nullable=False, comment="with the changes up to this position,"),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False, comment="as they count on this day"),
        sa.Column("next_company", sa.Integer(), nullable=False, comment="and are being led to this version,"),
        sa.Column("next_changes", sa.Integer(), nullable=False, comment="with the changes up to this position,"),
        sa.Column("next_at", store.columns.UTCDateTime(), nullable=False, comment="as they count on this day"),
        sa.Column("done_to", sa.Text(), nullable=False, comment="cases up to this id have been"),
        sa.Column(
            "held_until",
            store.columns.UTCDateTime(),
            nullable=False,
            comment="end of the lease of the worker that is at it",
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_directory_marks")),
    )

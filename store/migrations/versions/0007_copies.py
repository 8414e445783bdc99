"""Who reads along, who has read, and which cases are sealed"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("cases", sa.Column("sealed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "copies",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person", name=op.f("pk_copies")),
    )
    op.create_index("ix_copies_person", "copies", ["person", "at", "case_id"], unique=False)
    op.create_table(
        "copies_read",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person", name=op.f("pk_copies_read")),
    )

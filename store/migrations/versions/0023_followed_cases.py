"""Cases people follow, starts that are their favourites, and which case another was copied from"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "follows",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "case_id", name=op.f("pk_follows")),
    )
    op.create_index("ix_follows_case", "follows", ["case_id"])
    op.create_index("ix_follows_newest", "follows", ["person", "at", "case_id"])
    op.create_table(
        "favourite_starts",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "process", "start", name=op.f("pk_favourite_starts")),
    )
    op.create_table(
        "copied_cases",
        sa.Column("case_id", sa.Text(), nullable=False, comment="the case whose form was filled from another"),
        sa.Column("copy_of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_copied_cases")),
    )
    op.create_index("ix_copied_cases_copy_of", "copied_cases", ["copy_of"])

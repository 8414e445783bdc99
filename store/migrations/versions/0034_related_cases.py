"""Which fields of cases point at which other cases"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "related_cases",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("related", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "field", name=op.f("pk_related_cases")),
    )
    columns = ["related", "process", "field"]
    op.create_index("ix_related_cases_related", "related_cases", columns, unique=False)

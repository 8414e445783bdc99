"""Why a company was changed, and how many cases were told that it is another"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("company", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "directory_marks",
        sa.Column("told", sa.Integer(), nullable=False, server_default="0", comment="so many cases on this way"),
    )

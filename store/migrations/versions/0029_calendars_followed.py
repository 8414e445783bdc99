"""Why a company was changed, how many cases were told that it is another, and for whom a stand-in starts a case"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("company", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("on_behalf", sa.Text(), comment="for whom a stand-in has started it"))
    op.add_column(
        "directory_marks",
        sa.Column("told", sa.Integer(), nullable=False, server_default="0", comment="so many cases on this way"),
    )

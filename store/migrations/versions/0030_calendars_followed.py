"""Why a company was changed and how many cases were told; for whom a stand-in starts a case; hand-overs asked once"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("company", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("hand_overs", sa.Column("once", sa.Text(), comment="makes a repeated one known"))
    op.create_index("ix_hand_overs_once", "hand_overs", ["once"], unique=True)
    op.add_column("cases", sa.Column("on_behalf", sa.Text(), comment="for whom a stand-in has started it"))
    op.add_column(
        "directory_marks",
        sa.Column("told", sa.Integer(), nullable=False, server_default="0", comment="so many cases on this way"),
    )

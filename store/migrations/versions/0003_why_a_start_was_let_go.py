"""Why a refused start was let go"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("refused_starts", sa.Column("settled_reason", sa.Text(), nullable=True, comment="why it was let go"))

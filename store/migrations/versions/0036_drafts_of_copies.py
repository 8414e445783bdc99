"""Drafts of copies: what one fills in upon a copy of a case stands beside one's other draft of that start"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column(
            "case_id",
            existing_type=sa.Text(),
            existing_nullable=False,
            existing_comment="of a task; empty for a start",
            comment="of a task; for a start the case it is copied from, or empty",
        )

"""What is stuck is counted by one look at an index, and what concerns somebody now is found apart from what is over"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    is_open = sa.text("ended_at IS NULL")
    columns = ["stuck", "process", "department", "cause", "began", "ended_at"]
    op.create_index("ix_stuck_spells_tally", "stuck_spells", columns, sqlite_where=is_open, postgresql_where=is_open)
    said: sa.Column[bool] = sa.Column(
        "over", sa.Boolean(), nullable=False, server_default=sa.false(), comment="the spell is over"
    )
    op.add_column("stuck_concerns", said)
    op.execute(
        "UPDATE stuck_concerns SET over = (1 = 1) "
        "WHERE spell IN (SELECT position FROM stuck_spells WHERE ended_at IS NOT NULL)"
    )
    op.create_index(
        "ix_stuck_concerns_open", "stuck_concerns", ["person", "fixes", "spell"], sqlite_where=sa.text("over = 0"),
        postgresql_where=sa.text("NOT over"),
    )  # fmt: skip

"""Tasks that were done lately, whoever did them"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    late = sa.text("done_at IS NOT NULL AND due IS NOT NULL")
    op.create_index("ix_tasks_done_at", "tasks", ["done_at"], sqlite_where=late, postgresql_where=late)

"""What one has done, what is late and what is stuck is read from indexes alone"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

_OPEN_SPELL = sa.text("ended_at IS NULL")
_OPEN_TASK = sa.text("status IN ('created', 'open')")
_DONE = sa.text("done_at IS NOT NULL")


def upgrade() -> None:
    _made_anew("ix_tasks_open", "tasks", ["process", "step", "created_at", "due", "case_id", "status"], _OPEN_TASK)
    _made_anew("ix_tasks_done", "tasks", ["by", "done_at", "case_id", "task"], _DONE)
    tallied = ["stuck", "process", "department", "cause", "began", "ended_at", "position"]
    _made_anew("ix_stuck_spells_tally", "stuck_spells", tallied, _OPEN_SPELL)
    concerned = ["person", "spell", "fixes", "over"]
    _made_anew("ix_stuck_concerns_open", "stuck_concerns", concerned, sa.text("over = 0"), sa.text("NOT over"))


def _made_anew(
    name: str, table: str, columns: list[str], only: sa.TextClause, only_postgresql: sa.TextClause | None = None
) -> None:
    op.drop_index(name, table)
    postgresql = only if only_postgresql is None else only_postgresql
    op.create_index(name, table, columns, sqlite_where=only, postgresql_where=postgresql)

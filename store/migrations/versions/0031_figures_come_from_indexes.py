"""Figures of many tasks, and clusters of what is stuck, are told from indexes alone"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_OF_TASKS = {
    "ix_tasks_waiting": (
        ["process", "step", "created_at", "due", "holder", "status"],
        "status = 'open' AND holder IS NULL",
    ),
    "ix_tasks_held": (
        ["holder", "due", "created_at", "held_since", "status"],
        "status = 'open' AND holder IS NOT NULL",
    ),
    "ix_tasks_due": (["due", "process", "holder", "status"], "status IN ('created', 'open') AND due IS NOT NULL"),
    "ix_tasks_done_at": (["done_at", "by", "process", "due", "created_at", "held_since"], "done_at IS NOT NULL"),
}
_OF_SPELLS = ["cause", "shared", "weight", "position", "began", "case_id", "ended_at"]


def upgrade() -> None:
    for name, (columns, condition) in _OF_TASKS.items():
        _made_anew(name, "tasks", columns, condition)
    _made_anew("ix_stuck_spells_shared", "stuck_spells", _OF_SPELLS, "ended_at IS NULL")


def _made_anew(name: str, table: str, columns: list[str], condition: str) -> None:
    only = sa.text(condition)
    op.drop_index(name, table)
    op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)

"""Open cases are found by any piece of their words; turns in the order they were committed"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

LENGTH = 4


def upgrade() -> None:
    gram = sa.String(LENGTH).with_variant(sa.String(LENGTH, collation="C"), "postgresql")
    grams = op.create_table(
        "case_grams",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("gram", gram, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "gram", name=op.f("pk_case_grams")),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    found = connection.execute(
        sa.text("SELECT s.case_id, s.words FROM case_search s JOIN cases c USING (case_id) WHERE c.status = 'open'")
    )
    for chunk in found.partitions(500):
        rows = [{"gram": one, "case_id": row.case_id} for row in chunk for one in _grams(row.words)]
        if rows:
            connection.execute(grams.insert(), rows)
    op.create_index("ix_case_grams_gram", "case_grams", ["gram", "case_id"])
    op.create_index("ix_turns_committed", "turns", ["committed_at", "case_id", "n"])


def _grams(words: str) -> dict[str, None]:
    found = {line[place : place + LENGTH]: None for line in words.split("\n") for place in range(len(line))}
    return {one: None for one in found if not one[0].isspace()}

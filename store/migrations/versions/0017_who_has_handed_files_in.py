"""Who has handed a file in, and which cases refer to it"""

import json
import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "file_takes",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person", sa.Text(), nullable=False, comment="who has handed it in"),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False, comment="for the last time"),
        sa.PrimaryKeyConstraint("digest", "person", name=op.f("pk_file_takes")),
    )
    op.execute("INSERT INTO file_takes (digest, person, at) SELECT digest, coalesce(\"by\", ''), at FROM files")
    made = op.create_table(
        "case_files",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "digest", name=op.f("pk_case_files")),
    )
    op.create_index("ix_case_files_digest", "case_files", ["digest"], unique=False)
    found = _referred_to(op.get_bind())
    rows = [{"case_id": case_id, "digest": digest, "turn": turn} for (case_id, digest), turn in found.items()]
    if rows:
        op.bulk_insert(made, rows)


_KINDS = {"data-written": "values", "files-attached": "files", "member-listed": "row"}


def _referred_to(connection: sa.Connection) -> dict[tuple[str, str], int]:
    """Case and digest to the last turn that spoke of it."""
    told = sa.text("""SELECT case_id, n, events FROM turns WHERE events LIKE '%"digest":%' ORDER BY case_id, n""")
    found: dict[tuple[str, str], int] = {}
    for case_id, turn, events in connection.execute(told):
        for event in json.loads(events):
            for digest in _digests(event.get(_KINDS.get(event["kind"], ""))):
                found[case_id, digest] = turn
    return found


def _digests(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and "digest" in value and "name" in value:
        if re.fullmatch("[0-9a-f]{64}", str(value["digest"])):
            yield value["digest"]
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _digests(part)

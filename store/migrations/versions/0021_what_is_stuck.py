"""What is stuck: spells, whom they concern, and when each open case was looked at"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0021"
down_revision = "0020"

_OPEN = sa.text("ended_at IS NULL")
_OVER = sa.text("ended_at IS NOT NULL")
_TROUBLE = sa.text("trouble <> ''")


def upgrade() -> None:
    op.create_table(
        "stuck_spells",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("instance", sa.Text(), nullable=False),
        sa.Column("stuck", sa.String(length=16), nullable=False, comment="cannot_move, does_not_move, will_be_late"),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("shared", sa.Text(), nullable=False, comment="what cases stuck by the same thing have in common"),
        sa.Column("department", sa.Text(), nullable=False, comment="of who can act, else of the starter"),
        sa.Column("people", store.columns.Texts(), nullable=False),
        sa.Column("since", store.columns.UTCDateTime(), nullable=False),
        sa.Column(
            "began", store.columns.UTCDateTime(), nullable=False, comment="when it became stuck, as far as it is known"
        ),
        sa.Column("ended_at", store.columns.UTCDateTime(), nullable=True),
        sa.Column("stuck_for", sa.Integer(), nullable=False, comment="working seconds at the last look"),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("amount_field", sa.Text(), nullable=True),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("due", store.columns.UTCDateTime(), nullable=True),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=True),
        sa.Column("next", store.columns.Json(), nullable=True, comment="what happens next by itself"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_stuck_spells")),
    )
    op.create_index(
        "ix_stuck_spells_open", "stuck_spells", ["weight", "position"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index(
        "ux_stuck_spells_case", "stuck_spells", ["case_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_stuck_spells_over", "stuck_spells", ["ended_at"], sqlite_where=_OVER, postgresql_where=_OVER)
    op.create_table(
        "stuck_concerns",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("spell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fixes", sa.Boolean(), nullable=False, comment="it is theirs to set going again"),
        sa.PrimaryKeyConstraint("person", "spell", name=op.f("pk_stuck_concerns")),
    )
    op.create_index("ix_stuck_concerns_spell", "stuck_concerns", ["spell"])
    op.create_table(
        "stuck_looks",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False, comment="the turns it had when it was looked at"),
        sa.Column(
            "company", sa.Text(), nullable=False, comment="the version of company and directory it was judged by"
        ),
        sa.Column("looked_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("look_again", store.columns.UTCDateTime(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False, comment="why no cause could be found; empty: it could"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_stuck_looks")),
    )
    op.create_index("ix_stuck_looks_again", "stuck_looks", ["look_again"])
    op.create_index(
        "ix_stuck_looks_trouble", "stuck_looks", ["case_id"], sqlite_where=_TROUBLE, postgresql_where=_TROUBLE
    )
    op.create_table(
        "stuck_marks",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column(
            "at",
            store.columns.UTCDateTime(),
            nullable=False,
            comment="all open cases were known to be judged as they are",
        ),
        sa.Column("waiting", sa.Integer(), nullable=False, comment="at least so many are not, at the last round"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stuck_marks")),
    )

"""Notices that wait for the working time of their receivers, and the lists they leave in"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("notices", sa.Column("leaves", store.columns.UTCDateTime(), nullable=True))
    op.add_column("outbox", sa.Column("leaves", store.columns.UTCDateTime(), nullable=True, comment=_LEAVES))
    op.add_column("outbox", sa.Column("list", sa.Text(), nullable=True, comment=_LIST))
    listed = sa.text("list IS NOT NULL")
    op.create_index("ix_outbox_list", "outbox", ["list", "leaves"], sqlite_where=listed, postgresql_where=listed)


_LEAVES = "when that list leaves"
_LIST = "the list of one person that a notice leaves in"

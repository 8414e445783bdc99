"""Since when a stuck step stands, whether that is stuck or not"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    said = "since when the step stands, whether that is stuck or not"
    op.add_column("stuck_spells", sa.Column("held_since", store.columns.UTCDateTime(), nullable=True, comment=said))

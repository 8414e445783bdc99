"""How people are reached: what they have chosen, where they are known, what was sent and opened"""

import sqlalchemy as sa
from alembic import op

from store.columns import Json, UTCDateTime

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_index("ix_chains_committed", "chains", ["last_committed_at"], unique=False)
    op.create_table(
        "notice_choices",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("language", sa.String(4), nullable=False),
        sa.Column("muted", Json(), nullable=False),
        sa.Column("quiet_from", sa.String(5)),
        sa.Column("quiet_until", sa.String(5)),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_notice_choices")),
    )
    op.create_table(
        "contacts",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False, comment="wecom, dingtalk, feishu, webhook"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "channel", name=op.f("pk_contacts")),
    )
    op.create_table(
        "task_news",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("found_at", UTCDateTime(), nullable=False),
        sa.Column("leaves", UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False, comment="waiting, sent, failed, gone, none"),
        sa.Column("sent", Json(), nullable=False, comment="channel to when it took it"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), comment="the person looked at the task for the first time"),
        sa.PrimaryKeyConstraint("case_id", "task", "person", name=op.f("pk_task_news")),
    )
    waiting = sa.text("status = 'waiting'")
    op.create_index("ix_task_news_waiting", "task_news", ["leaves"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "news_marks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begun", UTCDateTime(), nullable=False, comment="tasks of before are old"),
        sa.Column("done_to", UTCDateTime(), nullable=False, comment="cases changed up to then have been looked at"),
        sa.Column("held_until", UTCDateTime(), nullable=False, comment="end of the lease of the worker that looks"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_news_marks")),
    )
    op.create_table(
        "notices_read",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_notices_read")),
    )
    op.create_table(
        "notices_sent",
        sa.Column("key", sa.Text(), nullable=False, comment="of the letter"),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", "person", "channel", name=op.f("pk_notices_sent")),
    )

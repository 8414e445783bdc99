"""Primary tables of reaching people: what they have chosen, where they are known, what was sent and opened."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from store.columns import Json, UTCDateTime
from store.tables.metadata import metadata

notice_choices = Table(
    "notice_choices",
    metadata,
    Column("person", Text, primary_key=True),
    Column("language", String(4), nullable=False),
    Column("muted", Json, nullable=False),
    Column("quiet_from", String(5)),
    Column("quiet_until", String(5)),
    Column("at", UTCDateTime, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("channel", String(16), primary_key=True, comment="wecom, dingtalk, feishu, webhook"),
    Column("address", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

task_news = Table(
    "task_news",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("found_at", UTCDateTime, nullable=False),
    Column("leaves", UTCDateTime, nullable=False),
    Column("status", String(8), nullable=False, comment="waiting, sent, failed, gone, none"),
    Column("sent", Json, nullable=False, comment="channel to when it took it"),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("opened_at", UTCDateTime, comment="the person looked at the task for the first time"),
    Index(
        "ix_task_news_waiting",
        "leaves",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
)

news_marks = Table(
    "news_marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("begun", UTCDateTime, nullable=False, comment="tasks of before are old"),
    Column("done_to", UTCDateTime, nullable=False, comment="cases changed up to then have been looked at"),
    Column("held_until", UTCDateTime, nullable=False, comment="end of the lease of the worker that looks"),
)

notices_sent = Table(
    "notices_sent",
    metadata,
    Column("key", Text, primary_key=True, comment="of the letter"),
    Column("person", Text, primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

notices_read = Table(
    "notices_read",
    metadata,
    Column("person", Text, primary_key=True),
    Column("until", UTCDateTime, nullable=False),
)

notices_opened = Table(
    "notices_opened",
    metadata,
    Column("person", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", UTCDateTime, nullable=False),
)

REACHING = (notice_choices, contacts, task_news, news_marks, notices_sent, notices_read, notices_opened)

"""Primary tables: what nothing else could bring back. They are what a backup must hold.

`turns` is the record of the cases: one row for a turn, written by `store.commits` and never changed; a row goes only
when the history did not keep its turn. The projections are made of it.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint, text

from store.columns import Json, UTCDateTime
from store.tables.accounts import OF_ACCOUNTS
from store.tables.followed import FOLLOWED
from store.tables.handed_in import drafts, file_takes, files
from store.tables.metadata import metadata
from store.tables.people import directory_changes, directory_marks, hand_over_items, hand_overs, openings, told_besides
from store.tables.publishing import phrases, publications, scenario_texts, stopped_starts
from store.tables.reaching import REACHING
from store.tables.unattended import refused_starts, schedule_instants, schedule_marks
from store.tables.watching import WATCHING

CASE_ID = Text
DIGEST = String(64)

turns = Table(
    "turns",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("process", Text, nullable=False),
    Column("workflow_id", Text, nullable=False),
    Column("plan", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("committed_at", UTCDateTime, nullable=False),
    Column("stimulus", Json, nullable=False),
    Column("questions", Json, nullable=False),
    Column("events", Json, nullable=False, comment="the core's events and, after them, the resolved ones"),
    Column("requests", Json, nullable=False),
    Column("resolution", Json, nullable=False),
    Column("record", DIGEST, nullable=False, comment="SHA-256 of this row's content and of the record before it"),
    Index("ix_turns_committed", "committed_at", "case_id", "n"),
)

chains = Table(
    "chains",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("workflow_id", Text, nullable=False),
    Column("last", Integer, nullable=False, comment="number of the last turn"),
    Column("last_committed_at", UTCDateTime, nullable=False),
    Column("sealed", Integer, nullable=False, comment="the history has all turns up to this one"),
    Index("ix_chains_committed", "last_committed_at"),
    Index(
        "ix_chains_unsealed",
        "last_committed_at",
        sqlite_where=text("last > sealed"),
        postgresql_where=text("last > sealed"),
    ),
)

plans = Table(
    "plans",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("process", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

deployments = Table(
    "deployments",
    metadata,
    Column("process", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", DIGEST, nullable=False),
    Column("file", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
)

company = Table(
    "company",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", DIGEST, nullable=False),
    Column("content", Json, nullable=False, comment="directory, calendars and holidays as written"),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("reason", Text, nullable=False, server_default=""),
)

rounds = Table(
    "rounds",
    metadata,
    Column("rule", Text, primary_key=True, comment="process/step of a rule that gives everybody a turn"),
    Column("asked", Integer, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("process", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Json),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
)

setting_changes = Table(
    "setting_changes",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("process", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Json, comment="empty: the default again"),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("reason", Text, nullable=False),
    Index("ix_setting_changes_at", "at"),
)

reservations = Table(
    "reservations",
    metadata,
    Column("process", Text, primary_key=True),
    Column("business_key", Text, primary_key=True),
    Column("use", Integer, primary_key=True, autoincrement=False, comment="1, 2, … where a key may be used again"),
    Column("case_id", CASE_ID, nullable=False),
    Column("workflow_id", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    UniqueConstraint("case_id"),
    Index("ix_reservations_business_key", "business_key"),
)

number_counters = Table(
    "number_counters",
    metadata,
    Column("series", Text, primary_key=True, comment="the pattern with its dates filled in"),
    Column("last", Integer, nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("once", Text, primary_key=True),
    Column("pattern", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

commands = Table(
    "commands",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True, comment="the order in which they came"),
    Column("id", Text, nullable=False),
    Column("case_id", CASE_ID, nullable=False),
    Column("workflow_id", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("via", Text, nullable=False, comment="the session or token it came by"),
    Column("payload", Json, nullable=False),
    Column("payload_digest", DIGEST, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("status", String(16), nullable=False, comment="waiting, in_flight, answered, refused"),
    Column("in_flight_until", UTCDateTime),
    Column("turn", Integer, comment="the turn that answered it"),
    Column("answer", Json),
    Column("refusal", Json),
    Column("settled_at", UTCDateTime),
    UniqueConstraint("id"),
    Index("ix_commands_case", "case_id", "position"),
    Index("ix_commands_by", "by", "position"),
    Index("ix_commands_at", "at", "position"),
    Index(
        "ux_commands_in_flight",
        "case_id",
        unique=True,
        sqlite_where=text("status = 'in_flight'"),
        postgresql_where=text("status = 'in_flight'"),
    ),
    Index(
        "ix_commands_unsettled",
        "position",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", Text, primary_key=True),
    Column("case_id", CASE_ID, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("payload", Json, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("status", String(16), nullable=False, comment="waiting, sent, given_up"),
    Column("not_before", UTCDateTime, nullable=False, comment="next attempt, or the end of a lease"),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("sent_at", UTCDateTime),
    Column("list", Text, comment="the list of one person that a notice leaves in"),
    Column("leaves", UTCDateTime, comment="when that list leaves"),
    Index("ix_outbox_case", "case_id", "turn"),
    Index(
        "ix_outbox_list",
        "list",
        "leaves",
        sqlite_where=text("list IS NOT NULL"),
        postgresql_where=text("list IS NOT NULL"),
    ),
    Index(
        "ix_outbox_waiting",
        "not_before",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
    Index(
        "ix_outbox_failing",
        "at",
        sqlite_where=text("status <> 'sent' AND attempts > 0"),
        postgresql_where=text("status <> 'sent' AND attempts > 0"),
    ),
)

register_entries = Table(
    "register_entries",
    metadata,
    Column("register", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("entry", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("case_id", CASE_ID),
    UniqueConstraint("register", "key"),
)

register_changes = Table(
    "register_changes",
    metadata,
    Column("once", Text, primary_key=True),
    Column("register", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("entry", Json, nullable=False, comment="the line as it was after this change"),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("case_id", CASE_ID),
    UniqueConstraint("register", "number", "revision"),
)

documents = Table(
    "documents",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("case_id", CASE_ID, nullable=False),
    Column("document", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("copies", Json, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    UniqueConstraint("id"),
    Index("ix_documents_case", "case_id", "position"),
    Index("ix_documents_digest", "digest"),
)

copies_read = Table(
    "copies_read",
    metadata,
    Column("case_id", CASE_ID, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

revocations = Table(
    "revocations",
    metadata,
    Column("case_id", CASE_ID, primary_key=True, comment="the ended case"),
    Column("undone_by", CASE_ID, nullable=False, comment="the case that undoes it"),
    Column("by", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_revocations_undone_by", "undone_by", unique=True),
)

PRIMARY = (
    turns, chains, plans, deployments, company, directory_changes, directory_marks, told_besides, rounds, settings,
    reservations, number_counters, numbers, commands, outbox, register_entries, register_changes, documents,
    schedule_marks, schedule_instants, refused_starts, hand_overs, hand_over_items, copies_read, revocations, openings,
    setting_changes, publications, scenario_texts, stopped_starts, phrases, drafts, files, file_takes, *WATCHING,
    *OF_ACCOUNTS, *FOLLOWED, *REACHING,
)  # fmt: skip

"""Projection tables: made of `turns` by `store.projections`, and of nothing else. They may be dropped at any time.

Columns are the fields of the records in `store.rows`. The partial indexes hold only what is open, so that the lists
people look at cost the same after ten years.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, text

from store.columns import Json, Texts, UTCDateTime
from store.tables.metadata import metadata
from store.tables.primary import CASE_ID, DIGEST
from store.tables.projected_files import attachments, case_files
from store.tables.projected_links import batch_places, called_cases, related_cases
from store.tables.projected_told import notices, promises
from store.tables.search import case_grams, case_search


def _case_id() -> Column[str]:
    return Column("case_id", CASE_ID, primary_key=True)


def _part(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


cases = Table(
    "cases",
    metadata,
    _case_id(),
    _text("workflow_id"),
    _text("process"),
    Column("plan", DIGEST, nullable=False),
    _text("business_key"),
    _text("start"),
    Column("initiator", Text),
    Column("caller_case", CASE_ID),
    Column("started_at", UTCDateTime, nullable=False),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("title", Json, nullable=False),
    Column("summary", Json, nullable=False),
    Column("stage", Json),
    Column("status", String(16), nullable=False),
    Column("end", Text),
    Column("ended_at", UTCDateTime),
    Column("ended_by", Text),
    _text("reason"),
    Column("due", UTCDateTime),
    Column("at_steps", Texts, nullable=False),
    Column("open_incidents", Integer, nullable=False),
    Column("next_at", UTCDateTime),
    Column("next_key", Text),
    Column("next_rung", Text),
    Column("needs_repair", Boolean, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("on_behalf", Text, comment="for whom a stand-in has started it"),
    Column("started_by", Text),
    Index("ix_cases_newest", "started_at", "case_id"),
    Index("ix_cases_process", "process", "started_at", "case_id"),
    Index("ix_cases_open", "process", "started_at", "case_id", **_only("status = 'open'")),
    Index("ix_cases_business_key", "business_key"),
    Index("ix_cases_initiator", "initiator", "started_at"),
    Index("ix_cases_started_by", "started_by", "started_at", **_only("started_by IS NOT NULL")),
    Index("ix_cases_ended", "process", "ended_at", **_only("ended_at IS NOT NULL")),
    Index("ix_cases_due", "due", **_only("status = 'open' AND due IS NOT NULL")),
    Index(
        "ix_cases_needs_repair",
        "case_id",
        sqlite_where=text("needs_repair = 1"),
        postgresql_where=text("needs_repair"),
    ),
    Index("ix_cases_nowhere", "changed_at", **_only("status = 'open' AND at_steps = '[]' AND open_incidents = 0")),
)

case_data = Table("case_data", metadata, _case_id(), Column("data", Json, nullable=False))

steps = Table(
    "steps",
    metadata,
    _case_id(),
    _part("instance"),
    _text("process"),
    _text("step"),
    _text("step_kind"),
    _text("list"),
    Column("entered_at", UTCDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("left_at", UTCDateTime),
    Column("outcome", Text),
    Column("by", Text),
    _text("reason"),
    Column("due", UTCDateTime),
    _text("service"),
    Column("attempts", Integer, nullable=False),
    _text("last_error"),
    Index("ix_steps_open", "process", "step", "entered_at", **_only("status = 'open'")),
    Index("ix_steps_due", "due", **_only("status = 'open' AND due IS NOT NULL")),
    Index("ix_steps_failing", "entered_at", **_only("status = 'open' AND last_error <> ''")),
    Index("ix_steps_finished", "process", "step", "left_at", **_only("status = 'finished'")),
)

tasks = Table(
    "tasks",
    metadata,
    _case_id(),
    _part("task"),
    _text("process"),
    _text("instance"),
    _text("step"),
    Column("seat", Integer, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("item", Text),
    Column("priority", Json),
    Column("status", String(16), nullable=False),
    Column("offered", Texts, nullable=False),
    Column("holder", Text),
    Column("held_since", UTCDateTime),
    Column("due", UTCDateTime),
    Column("transfers", Integer, nullable=False),
    Column("done_at", UTCDateTime),
    Column("outcome", Text),
    Column("by", Text),
    Column("on_behalf_of", Text),
    _text("comment"),
    Column("by_timeout", Boolean, nullable=False),
    Column("why", Json, nullable=False),
    _text("directory"),
    Column("side", String(12), nullable=False, server_default=""),
    Column("serves", Text),
    Column("asked", Json, nullable=False, server_default="{}"),
    Column("held_until", UTCDateTime),
    Column("holds", Integer, nullable=False, server_default="0"),
    Column("asked_due", UTCDateTime),
    Column("first_due", UTCDateTime),
    Column("lent_to", Text),
    Column("advice", Json, nullable=False, server_default="{}"),
    Column("offered_back", Text),
    Column("for_whom", Json, nullable=False, server_default="{}"),
    Index(
        "ix_tasks_waiting",
        "process",
        "step",
        "created_at",
        "due",
        "holder",
        "status",
        **_only("status = 'open' AND holder IS NULL"),
    ),
    Index(
        "ix_tasks_open",
        "process",
        "step",
        "created_at",
        "due",
        "case_id",
        "status",
        **_only("status IN ('created', 'open')"),
    ),
    Index("ix_tasks_unoffered", "created_at", **_only("status = 'created'")),
    Index(
        "ix_tasks_held",
        "holder",
        "due",
        "created_at",
        "held_since",
        "status",
        **_only("status = 'open' AND holder IS NOT NULL"),
    ),
    Index(
        "ix_tasks_due",
        "due",
        "process",
        "holder",
        "status",
        **_only("status IN ('created', 'open') AND due IS NOT NULL"),
    ),
    Index("ix_tasks_done", "by", "done_at", "case_id", "task", **_only("done_at IS NOT NULL")),
    Index(
        "ix_tasks_done_at",
        "done_at",
        "by",
        "process",
        "due",
        "created_at",
        "held_since",
        **_only("done_at IS NOT NULL"),
    ),
)

inbox = Table(
    "inbox",
    metadata,
    _case_id(),
    _part("task"),
    _part("person"),
    Column("standing", String(8), nullable=False),
    Column("due_order", UTCDateTime, nullable=False),
    Index("ix_inbox_person", "person", "due_order", "case_id", "task", "standing"),
)

incidents = Table(
    "incidents",
    metadata,
    _case_id(),
    _part("incident"),
    _text("process"),
    _text("instance"),
    _text("step"),
    _text("code"),
    _text("text"),
    Column("since", UTCDateTime, nullable=False),
    Column("resolved_at", UTCDateTime),
    Column("how", Text),
    Column("by", Text),
    _text("reason"),
    Index("ix_incidents_open", "since", **_only("resolved_at IS NULL")),
    Index("ix_incidents_resolved", "resolved_at", **_only("resolved_at IS NOT NULL")),
)

limits = Table(
    "limits",
    metadata,
    _case_id(),
    _part("key"),
    Column("due", UTCDateTime),
    _text("calendar"),
    _text("calendars"),
    Column("why", Json, nullable=False),
    Column("paused_since", UTCDateTime),
    _text("paused_for"),
    Index("ix_limits_due", "due", **_only("due IS NOT NULL AND paused_since IS NULL")),
)

deadlines = Table(
    "deadlines",
    metadata,
    _case_id(),
    _part("key"),
    _part("rung"),
    Column("at", UTCDateTime, nullable=False),
    Index("ix_deadlines_at", "at"),
)

message_keys = Table(
    "message_keys",
    metadata,
    _case_id(),
    _part("message"),
    _text("message_key"),
    Index("ix_message_keys_message", "message", "message_key"),
)

messages = Table(
    "messages",
    metadata,
    _case_id(),
    _part("message_id"),
    _text("message"),
    _text("message_key"),
    Column("at", UTCDateTime, nullable=False),
    Column("fate", String(8), nullable=False),
    _text("detail"),
)

copies = Table(
    "copies",
    metadata,
    _case_id(),
    _part("person"),
    Column("at", UTCDateTime, nullable=False),
    _text("about"),
    Column("by", Text),
    _text("text"),
    Index("ix_copies_person", "person", "at", "case_id"),
)


PROJECTIONS = (
    cases, case_data, case_search, case_grams, steps, tasks, inbox, incidents, limits, deadlines, message_keys,
    messages, called_cases, batch_places, notices, copies, attachments, case_files, promises,
    related_cases,
)  # fmt: skip

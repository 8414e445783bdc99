"""Primary tables of who may sign in: accounts, sessions, tokens. Secrets are kept as hashes alone."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import Json, Texts, UTCDateTime
from store.tables.metadata import metadata

DIGEST = String(64)

accounts = Table(
    "accounts",
    metadata,
    Column("person", Text, primary_key=True),
    Column("user_name", Text, nullable=False),
    Column("password", Text, comment="argon2id; none: signs in at the identity provider"),
    Column("must_change", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("roles", Texts, nullable=False),
    Column("subject", Text, comment="issuer and subject at the identity provider"),
    Column("made_at", UTCDateTime, nullable=False),
    Column("signed_in_at", UTCDateTime),
    UniqueConstraint("user_name"),
    UniqueConstraint("subject"),
)

account_changes = Table(
    "account_changes",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False),
    Column("kind", String(24), nullable=False, comment="made, signed-in, password-changed, roles-changed, …"),
    Column("at", UTCDateTime, nullable=False),
    Column("by", Text),
    Column("said", Json, nullable=False),
    Index("ix_account_changes_person", "person", "position"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", DIGEST, primary_key=True, comment="SHA-256 of what the cookie holds"),
    Column("person", Text, nullable=False),
    Column("way", String(16), nullable=False, comment="password, oidc"),
    Column("made_at", UTCDateTime, nullable=False),
    Column("seen_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime, nullable=False, comment="whatever is done meanwhile"),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Index("ix_sessions_person", "person"),
    Index("ix_sessions_expires", "expires_at"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", DIGEST, nullable=False, comment="SHA-256 of the token"),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", Texts, nullable=False),
    Column("made_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime, nullable=False),
    Column("used_at", UTCDateTime),
    UniqueConstraint("digest"),
    Index("ix_tokens_person", "person"),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("subject", DIGEST, primary_key=True, comment="SHA-256 of a user name or an address that tried"),
    Column("failures", Integer, nullable=False),
    Column("last_at", UTCDateTime, nullable=False),
    Column("locked_until", UTCDateTime),
    Index("ix_sign_in_tries_last", "last_at"),
)

sign_in_flows = Table(
    "sign_in_flows",
    metadata,
    Column("state", DIGEST, primary_key=True, comment="SHA-256 of the state sent to the identity provider"),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("back", Text, nullable=False, comment="the page to go on with"),
    Column("at", UTCDateTime, nullable=False),
    Index("ix_sign_in_flows_at", "at"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", Text, primary_key=True),
    Column("content", Json, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

OF_ACCOUNTS = (accounts, account_changes, sessions, tokens, sign_in_tries, sign_in_flows, preferences)

"""Accounts, sessions and tokens"""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "account_changes",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=24),
            nullable=False,
            comment="made, signed-in, password-changed, roles-changed, …",
        ),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("said", store.columns.Json(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_account_changes")),
    )
    op.create_index("ix_account_changes_person", "account_changes", ["person", "position"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True, comment="argon2id; none: signs in at the identity provider"),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("roles", store.columns.Texts(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True, comment="issuer and subject at the identity provider"),
        sa.Column("made_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("signed_in_at", store.columns.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_accounts")),
        sa.UniqueConstraint("subject", name=op.f("uq_accounts_subject")),
        sa.UniqueConstraint("user_name", name=op.f("uq_accounts_user_name")),
    )
    op.create_table(
        "preferences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("content", store.columns.Json(), nullable=False),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_preferences")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of what the cookie holds"),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False, comment="password, oidc"),
        sa.Column("made_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("seen_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("expires_at", store.columns.UTCDateTime(), nullable=False, comment="whatever is done meanwhile"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_expires", "sessions", ["expires_at"], unique=False)
    op.create_index("ix_sessions_person", "sessions", ["person"], unique=False)
    op.create_table(
        "sign_in_flows",
        sa.Column(
            "state",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the state sent to the identity provider",
        ),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("back", sa.Text(), nullable=False, comment="the page to go on with"),
        sa.Column("at", store.columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_sign_in_flows")),
    )
    op.create_index("ix_sign_in_flows_at", "sign_in_flows", ["at"], unique=False)
    op.create_table(
        "sign_in_tries",
        sa.Column(
            "subject",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of a user name or an address that tried",
        ),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("locked_until", store.columns.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_tries")),
    )
    op.create_index("ix_sign_in_tries_last", "sign_in_tries", ["last_at"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the token"),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", store.columns.Texts(), nullable=False),
        sa.Column("made_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("expires_at", store.columns.UTCDateTime(), nullable=False),
        sa.Column("used_at", store.columns.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
    )
    op.create_index("ix_tokens_person", "tokens", ["person"], unique=False)

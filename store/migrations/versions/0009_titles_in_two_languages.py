"""A title is kept as JSON, like a stage: one text, or one for each language"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    quoted = "to_json(title)::text" if op.get_bind().dialect.name == "postgresql" else "json_quote(title)"
    op.execute(f"UPDATE cases SET title = {quoted}")

"""What each conversation was about: every case and draft that was open in it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; of the conversations there are it is known what is open in them now."""
    op.create_table(
        "chat_about",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["chat_session.id"], name="fk_chat_about_session_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "about", "key_id", name="pk_chat_about"),
    )
    op.create_index("ix_chat_about_about", "chat_about", ["about"])
    for column in ("draft_id", "case_id"):
        op.execute(
            "INSERT INTO chat_about (session_id, about, key_id) "  # noqa: S608 - names of our own columns
            f"SELECT id, {column}, coalesce(key_id, '') FROM chat_session WHERE {column} IS NOT NULL"
        )

"""Whom a case is kept from: colleagues who are named in it, and those they answer to."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; no case is kept from anybody yet."""
    op.create_table(
        "kept_apart",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_kept_apart_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name="pk_kept_apart"),
    )

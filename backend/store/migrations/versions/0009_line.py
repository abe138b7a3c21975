"""Whom a colleague answers to: a case that names somebody is kept from those too."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; of nobody it is said yet."""
    op.add_column("staff", sa.Column("answers_to", sa.String(), nullable=True))

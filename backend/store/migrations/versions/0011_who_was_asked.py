"""Who said what raised an alert, and what they had been asked: both outlive the chat, as its words do."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns; of earlier alerts it is not known."""
    op.add_column("alert", sa.Column("asked", sa.LargeBinary(), nullable=True))
    op.add_column("alert", sa.Column("role", sa.String(), nullable=True))
    op.add_column("alert", sa.Column("age_band", sa.String(), nullable=True))

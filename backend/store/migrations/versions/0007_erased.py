"""The day on which a case's words were erased."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; until now no case was erased."""
    op.add_column("case_file", sa.Column("erased_on", sa.Date(), nullable=True))

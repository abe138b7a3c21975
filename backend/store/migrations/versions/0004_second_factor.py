"""A second factor for staff accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; nobody has a second factor yet."""
    op.add_column("staff", sa.Column("second_factor", sa.LargeBinary(), nullable=True))
    op.add_column(
        "staff",
        sa.Column(
            "factor_step",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            server_default="0",
        ),
    )

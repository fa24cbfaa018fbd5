"""Set earlier days for the deadlines of the law; count the days to correct a returned dossier

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deadline", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("year", sa.Integer(), nullable=True))
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("returned_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_column("returned_at")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("year")
        batch_op.drop_column("deadline")

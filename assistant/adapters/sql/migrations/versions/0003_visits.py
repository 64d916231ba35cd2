"""What visitors leave on the page: consent, conversations, feedback, questions for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0004"


def upgrade() -> None:
    op.create_table("visitors", sa.Column("id", sa.String, primary_key=True), sa.Column("consented", sa.String, nullable=False))
    op.create_table(
        "conversations",
        sa.Column("id", sa.String, primary_key=True),
        _owner(nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("updated", sa.String, nullable=False),
        sa.Column("share", sa.String, unique=True),
    )
    op.create_table(
        "exchanges",
        sa.Column("conversation_id", sa.String, sa.ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        _owner(nullable=True),
        sa.Column("answer_id", sa.String, nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("opinion", sa.String, nullable=False),
        sa.Column("citation", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created", sa.String, nullable=False),
    )
    op.create_table(
        "handoffs",
        sa.Column("id", sa.String, primary_key=True),
        _owner(nullable=True),
        sa.Column("created", sa.String, nullable=False, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("conversation", sa.JSON, nullable=False),
        sa.Column("contact", sa.Text),
        sa.Column("consent", sa.Boolean, nullable=False),
    )


def _owner(nullable: bool) -> sa.Column[str]:
    visitor = sa.ForeignKey("visitors.id", ondelete="CASCADE")
    return sa.Column("visitor_id", sa.String, visitor, nullable=nullable, index=True)

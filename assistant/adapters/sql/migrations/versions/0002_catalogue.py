"""The catalogue: profiles, their vectors and contacts, expressions of interest, saved needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("id", sa.String, primary_key=True),
        _text("side"),
        _text("state", index=True),
        _text("visibility"),
        _text("origin", index=True),
        _text("content_hash"),
        _text("text_hash", index=True),
        _text("valid_until"),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "profile_contacts",
        sa.Column("profile_id", sa.String, sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("contact", sa.Text, nullable=False),
    )
    op.create_table(
        "profile_vectors",
        sa.Column("text_hash", sa.String, primary_key=True),
        sa.Column("encoder", sa.String, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table("profile_pending", _counter(), _text("profile_id"), _text("visibility"), _text("action"))
    op.create_table(
        "interests",
        sa.Column("id", sa.String, primary_key=True),
        _text("profile_id", index=True),
        sa.Column("owner_node", sa.String),
        _text("state", index=True),
        _text("owner_language"),
        _text("asker_language"),
        sa.Column("owner_text", sa.Text, nullable=False),
        sa.Column("asker_text", sa.Text, nullable=False),
        sa.Column("asker_contact", sa.Text),
        sa.Column("asker_agreed", sa.Boolean, nullable=False),
        sa.Column("owner_agreed", sa.Boolean, nullable=False),
        sa.Column("consortium", sa.String, index=True),
        _text("created"),
        _text("updated"),
    )
    op.create_table(
        "interest_events",
        _counter(),
        sa.Column("interest_id", sa.String, sa.ForeignKey("interests.id", ondelete="CASCADE"), nullable=False, index=True),
        _text("state"),
        _text("by"),
        _text("at"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        _text("language"),
        _text("viewer"),
        sa.Column("wish", sa.JSON, nullable=False),
        _text("created"),
    )
    op.create_table(
        "subscription_hits",
        sa.Column("subscription_id", sa.String, sa.ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("profile_id", sa.String, primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
        _text("found"),
        sa.Column("seen", sa.Boolean, nullable=False),
    )


def _text(name: str, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, index=index)


def _counter() -> sa.Column[int]:
    return sa.Column("n", sa.Integer, primary_key=True, autoincrement=True)

"""Steps in the life of profiles; expressions of interest and saved needs as they came to be (nothing wrote the old tables)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("profiles", sa.Column("since", sa.Integer, nullable=False, server_default="0"))
    days = (_text(name) for name in ("published", "updated", "valid_until", "day"))
    op.create_table(
        "profile_steps", _counter(), _text("profile_id", index=True), _text("action"), _text("state"), *days, _text("by")
    )
    for old in ("subscription_hits", "subscriptions", "interest_events", "interests"):
        op.drop_table(old)
    op.create_table(
        "interests",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("visitor", sa.String, index=True),
        _text("profile_id", index=True),
        sa.Column("title", sa.JSON, nullable=False),
        _flag("sample"),
        sa.Column("owner_node", sa.String, index=True),
        _text("level"),
        _text("state", index=True),
        _text("owner_language"),
        _text("asker_language"),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("owner_text", "asker_text", "need", "message")),
        _flag("owner_agreed"),
        _flag("asker_agreed"),
        sa.Column("consortium", sa.String, index=True),
        _text("created"),
        _text("updated"),
    )
    op.create_table(
        "interest_askers",
        _of("interests", "interest_id", primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("contact", sa.Text, nullable=False),
        _flag("anonymous"),
    )
    op.create_table("interest_events", _counter(), _of("interests", "interest_id"), _text("state"), _text("by"), _text("at"))
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("visitor", sa.String, index=True),
        sa.Column("label", sa.Text, nullable=False),
        _text("language"),
        _text("level"),
        sa.Column("wish", sa.JSON, nullable=False),
        sa.Column("looked", sa.Integer, nullable=False),
        _text("created"),
    )
    op.create_table(
        "subscription_hits",
        _of("subscriptions", "subscription_id", primary_key=True),
        sa.Column("profile_id", sa.String, primary_key=True),
        _text("found"),
        _flag("seen"),
    )


def _text(name: str, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, index=index)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _counter() -> sa.Column[int]:
    return sa.Column("n", sa.Integer, primary_key=True, autoincrement=True)


def _of(table: str, name: str, primary_key: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, owner, primary_key=primary_key, nullable=False, index=not primary_key)

"""Tables of expressions of interest and of saved needs. Secret keys stand in them as digests."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from assistant.adapters.sql.database import metadata

interests = Table(
    "interests",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False, unique=True),
    Column("visitor", String, index=True),
    Column("profile_id", String, nullable=False, index=True),
    Column("title", JSON, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("owner_node", String, index=True),
    Column("level", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("owner_language", String, nullable=False),
    Column("asker_language", String, nullable=False),
    Column("owner_text", Text, nullable=False),
    Column("asker_text", Text, nullable=False),
    Column("need", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("owner_agreed", Boolean, nullable=False),
    Column("asker_agreed", Boolean, nullable=False),
    Column("consortium", String, index=True),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
)
interest_askers = Table(
    "interest_askers",
    metadata,
    Column("interest_id", ForeignKey("interests.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String),
    Column("contact", Text, nullable=False),
    Column("anonymous", Boolean, nullable=False),
)
interest_events = Table(
    "interest_events",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("interest_id", ForeignKey("interests.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False, unique=True),
    Column("visitor", String, index=True),
    Column("label", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("level", String, nullable=False),
    Column("wish", JSON, nullable=False),
    Column("looked", Integer, nullable=False),
    Column("created", String, nullable=False),
)
subscription_hits = Table(
    "subscription_hits",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("profile_id", String, primary_key=True),
    Column("found", String, nullable=False),
    Column("seen", Boolean, nullable=False),
)

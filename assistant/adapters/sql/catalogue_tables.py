"""Tables of the catalogue: profiles and their vectors, contacts apart from them, expressions of interest, saved needs."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from assistant.adapters.sql.database import metadata

profiles = Table(
    "profiles",
    metadata,
    Column("id", String, primary_key=True),
    Column("side", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("visibility", String, nullable=False),
    Column("origin", String, nullable=False, index=True),
    Column("content_hash", String, nullable=False),
    Column("text_hash", String, nullable=False, index=True),
    Column("valid_until", String, nullable=False),
    Column("data", JSON, nullable=False),
)
profile_contacts = Table(
    "profile_contacts",
    metadata,
    Column("profile_id", ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("contact", Text, nullable=False),
)
profile_vectors = Table(
    "profile_vectors",
    metadata,
    Column("text_hash", String, primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
profile_pending = Table(
    "profile_pending",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("profile_id", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("action", String, nullable=False),
)
interests = Table(
    "interests",
    metadata,
    Column("id", String, primary_key=True),
    Column("profile_id", String, nullable=False, index=True),
    Column("owner_node", String),
    Column("state", String, nullable=False, index=True),
    Column("owner_language", String, nullable=False),
    Column("asker_language", String, nullable=False),
    Column("owner_text", Text, nullable=False),
    Column("asker_text", Text, nullable=False),
    Column("asker_contact", Text),
    Column("asker_agreed", Boolean, nullable=False),
    Column("owner_agreed", Boolean, nullable=False),
    Column("consortium", String, index=True),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
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
    Column("label", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("viewer", String, nullable=False),
    Column("wish", JSON, nullable=False),
    Column("created", String, nullable=False),
)
subscription_hits = Table(
    "subscription_hits",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("profile_id", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("found", String, nullable=False),
    Column("seen", Boolean, nullable=False),
)

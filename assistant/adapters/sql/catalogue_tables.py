"""Tables of the catalogue: profiles and their vectors, contacts apart from them, steps of their life."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

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
    Column("since", Integer, nullable=False, server_default="0"),
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
profile_steps = Table(
    "profile_steps",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("profile_id", String, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("state", String, nullable=False),
    Column("published", String, nullable=False),
    Column("updated", String, nullable=False),
    Column("valid_until", String, nullable=False),
    Column("day", String, nullable=False),
    Column("by", String, nullable=False),
)

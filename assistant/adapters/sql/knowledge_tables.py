"""Tables of the knowledge base."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from assistant.adapters.sql.database import metadata

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("origin", String, nullable=False, index=True),
    Column("path", String, index=True),
    Column("content_hash", String, nullable=False),
    Column("data", JSON, nullable=False),
)
passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("group_id", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("text_hash", String, nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
links = Table(
    "links",
    metadata,
    Column("group_id", String, primary_key=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
vectors = Table(
    "vectors",
    metadata,
    Column("text_hash", String, primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
pending = Table(
    "pending",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("passage_id", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("action", String, nullable=False),
)
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
Index("passages_order", passages.c.document_id, passages.c.position)

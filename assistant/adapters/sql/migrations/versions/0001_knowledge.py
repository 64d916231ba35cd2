"""The knowledge base: sources, passages, links, records, vectors, what the vector index has yet to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("visibility", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False, index=True),
        sa.Column("path", sa.String, index=True),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.String, primary_key=True),
        _document(),
        sa.Column("group_id", sa.String, nullable=False, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text_hash", sa.String, nullable=False, index=True),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("passages_order", "passages", ["document_id", "position"])
    op.create_table(
        "links",
        sa.Column("group_id", sa.String, primary_key=True),
        _document(),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False, index=True),
        _document(),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("text_hash", sa.String, primary_key=True),
        sa.Column("encoder", sa.String, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "pending",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("passage_id", sa.String, nullable=False),
        sa.Column("visibility", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
    )
    op.create_table("meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.Text, nullable=False))


def _document() -> sa.Column[str]:
    return sa.Column("document_id", sa.String, sa.ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True)

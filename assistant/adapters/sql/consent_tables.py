"""Who agreed to what. A row belongs to a visitor, a question handed over or an inquiry, and goes with it."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from assistant.adapters.sql.database import metadata


def _of(name: str, table: str) -> Column[str]:
    return Column(name, String, ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


consents = Table(
    "consents",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("purpose", String, nullable=False),
    Column("notice", String, nullable=False),
    Column("given", String, nullable=False),
    Column("withdrawn", String),
    _of("visitor_id", "visitors"),
    _of("handoff_id", "handoffs"),
    _of("inquiry_id", "inquiries"),
)

"""Tables of what visitors leave on the page. Days and times are ISO 8601 in UTC, which sort as they are."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from assistant.adapters.sql.database import metadata

_VISITOR = "visitors.id"
_CONVERSATION = "conversations.id"

visitors = Table(
    "visitors",
    metadata,
    Column("id", String, primary_key=True),
    Column("consented", String, nullable=False),
)
conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("visitor_id", ForeignKey(_VISITOR, ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
    Column("share", String, unique=True),
)
exchanges = Table(
    "exchanges",
    metadata,
    Column("conversation_id", ForeignKey(_CONVERSATION, ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("answer", JSON, nullable=False),
)
feedback = Table(
    "feedback",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("visitor_id", ForeignKey(_VISITOR, ondelete="CASCADE"), index=True),
    Column("answer_id", String, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("opinion", String, nullable=False),
    Column("citation", Integer),
    Column("text", Text, nullable=False),
    Column("created", String, nullable=False),
)
handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String, primary_key=True),
    Column("visitor_id", ForeignKey(_VISITOR, ondelete="CASCADE"), index=True),
    Column("created", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("conversation", JSON, nullable=False),
    Column("contact", Text),
    Column("consent", Boolean, nullable=False),
    Column("read", String),
)

"""Tables of accounts and the staff desk. Times are ISO 8601 in UTC, which sort as they are."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from assistant.adapters.sql.database import metadata

_INQUIRY = "inquiries.id"


def _of_inquiry(primary_key: bool = False) -> Column[str]:
    reference = ForeignKey(_INQUIRY, ondelete="CASCADE")
    return Column("inquiry_id", String, reference, primary_key=primary_key, nullable=False, index=not primary_key)


accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("organisation", String),
    Column("node", String),
    Column("password", String),
    Column("subject", String, unique=True),
    Column("active", Boolean, nullable=False),
    Column("created", String, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String, primary_key=True),
    Column("account_id", String, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("created", String, nullable=False),
    Column("ends", String, nullable=False),
)
throttles = Table(
    "throttles",
    metadata,
    Column("key", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", String, nullable=False),
)
inquiries = Table(
    "inquiries",
    metadata,
    Column("id", String, primary_key=True),
    Column("created", String, nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("print", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("intent", String, nullable=False),
    Column("urgency", String, nullable=False),
    Column("node", String, nullable=False, index=True),
    Column("due", String, index=True),
    Column("assignee", String),
    Column("organisation", String, index=True),
    Column("account", String, index=True),
    Column("handoff", String, unique=True),
    Column("consent", Boolean, nullable=False),
    Column("duplicate_of", String),
    Column("replied", String),
    Column("data", JSON, nullable=False),
    Column("vector", LargeBinary),
    Column("seq", Integer, nullable=False, server_default="0", index=True),
)
contacts = Table(
    "contacts",
    metadata,
    _of_inquiry(primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("organisation", Text, nullable=False),
)
attachments = Table(
    "attachments",
    metadata,
    Column("id", String, primary_key=True),
    _of_inquiry(),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("reason", Text),
)
excerpts = Table(
    "excerpts",
    metadata,
    Column("attachment_id", String, ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _of_inquiry(),
    Column("locator", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    _of_inquiry(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("author", String, nullable=False),
    Column("created", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("data", JSON, nullable=False),
)
approvals = Table(
    "approvals",
    metadata,
    _of_inquiry(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    UniqueConstraint("inquiry_id", "round", name="one_approval"),
)
misses = Table(
    "misses",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    _of_inquiry(),
    Column("created", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("countries", JSON, nullable=False),
)
library = Table(
    "library",
    metadata,
    Column("id", String, primary_key=True),
    Column("created", String, nullable=False),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("inquiry_id", String, index=True),
    Column("confirmed_by", String),
    Column("why", Text),
    Column("question", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("vector", LargeBinary),
)
audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("previous", String, nullable=False),
    Column("digest", String, nullable=False),
)
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    Column("digest", String, nullable=False),
)

"""Accounts, sessions, inquiries, drafts, approvals, the answer library and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"


def _of_inquiry(primary_key: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey("inquiries.id", ondelete="CASCADE")
    return sa.Column("inquiry_id", sa.String, reference, primary_key=primary_key, nullable=False, index=not primary_key)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("login", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("organisation", sa.String),
        sa.Column("node", sa.String),
        sa.Column("password", sa.String),
        sa.Column("subject", sa.String, unique=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created", sa.String, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("account_id", sa.String, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("csrf", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("ends", sa.String, nullable=False),
    )
    op.create_table(
        "throttles",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("since", sa.String, nullable=False),
    )
    op.create_table(
        "inquiries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("created", sa.String, nullable=False, index=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("print", sa.String, nullable=False, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("intent", sa.String, nullable=False),
        sa.Column("urgency", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False, index=True),
        sa.Column("due", sa.String, index=True),
        sa.Column("assignee", sa.String),
        sa.Column("organisation", sa.String, index=True),
        sa.Column("account", sa.String, index=True),
        sa.Column("handoff", sa.String, unique=True),
        sa.Column("consent", sa.Boolean, nullable=False),
        sa.Column("duplicate_of", sa.String),
        sa.Column("replied", sa.String),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_table(
        "contacts",
        _of_inquiry(primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.String, primary_key=True),
        _of_inquiry(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "excerpts",
        sa.Column("attachment_id", sa.String, sa.ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        _of_inquiry(),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "drafts",
        _of_inquiry(primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "approvals",
        _of_inquiry(primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.UniqueConstraint("inquiry_id", "round", name="one_approval"),
    )
    op.create_table(
        "misses",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        _of_inquiry(),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("countries", sa.JSON, nullable=False),
    )
    op.create_table(
        "library",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("inquiry_id", sa.String, index=True),
        sa.Column("confirmed_by", sa.String),
        sa.Column("why", sa.Text),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False, index=True),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
    )
    op.execute(f"INSERT INTO audit_head (id, n, digest) VALUES (1, 0, '{'0' * 64}')")

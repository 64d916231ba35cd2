"""Consents by purpose; inquiries in the order in which they were committed; replies that their asker has read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _of(name: str, table: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("notice", sa.String, nullable=False),
        sa.Column("given", sa.String, nullable=False),
        sa.Column("withdrawn", sa.String),
        _of("visitor_id", "visitors"),
        _of("handoff_id", "handoffs"),
        _of("inquiry_id", "inquiries"),
    )
    op.add_column("inquiries", sa.Column("seq", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_inquiries_seq", "inquiries", ["seq"])
    op.add_column("handoffs", sa.Column("read", sa.String))
    op.execute(
        "UPDATE inquiries SET seq = COALESCE((SELECT MIN(n) FROM audit "
        "WHERE audit.action = 'inquiry.new' AND audit.subject = inquiries.id), 0)"
    )
    before = "INSERT INTO consents (purpose, notice, given, {own}) SELECT '{purpose}', '', {given}, id FROM {table} {where}"
    op.execute(before.format(own="visitor_id", purpose="history", given="consented", table="visitors", where=""))
    op.execute(before.format(own="handoff_id", purpose="reply", given="created", table="handoffs", where="WHERE consent"))
    op.execute(before.format(own="inquiry_id", purpose="reply", given="created", table="inquiries", where="WHERE consent"))

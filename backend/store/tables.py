"""The tables. A column's name is its field's name in `backend.store.rows`.

A column made by `_sealed` holds what a person typed, or might: it is encrypted, and bound to its
row's primary key.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from backend.store.columns import Count, DayOrNever, Moment

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _sealed(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable, info={"sealed": True})


def _text(name: str, *, unique: bool = False) -> Column[str]:
    return Column(name, String, nullable=False, unique=unique)


def _maybe(name: str, *, unique: bool = False) -> Column[str]:
    return Column(name, String, nullable=True, unique=unique)


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, Moment, nullable=nullable)


chat_session = Table(
    "chat_session",
    metadata,
    Column("id", String, primary_key=True),
    _text("token_hash", unique=True),
    _text("sender", unique=True),
    _maybe("council"),
    _text("locale"),
    _text("age_band"),
    Column("band_chosen", Boolean, nullable=False),
    _moment("opened_at"),
    _moment("used_at"),
    _moment("expires_at"),
    _maybe("draft_id"),
    _maybe("case_id"),
    _maybe("key_id"),
    _sealed("state"),
    _maybe("claimed_by"),
    _moment("claimed_until", nullable=True),
)

turn = Table(
    "turn",
    metadata,
    Column("session_id", ForeignKey("chat_session.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    _text("body_digest"),
    _moment("at"),
    _sealed("text", nullable=True),
    _sealed("choice", nullable=True),
    _sealed("says"),
    _sealed("step", nullable=True),
    Column("answer", LargeBinary, nullable=True),
    Index("ix_turn_position", "session_id", "position"),
)

chat_about = Table(
    "chat_about",
    metadata,
    Column("session_id", ForeignKey("chat_session.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String, primary_key=True, index=True),
    Column("key_id", String, primary_key=True),
)
"""Every draft and case that was ever open in a conversation, and by whose key: empty for one's own."""

draft = Table(
    "draft",
    metadata,
    Column("id", String, primary_key=True),
    _text("journey"),
    _sealed("data"),
    _maybe("council"),
    _moment("updated_at"),
    _maybe("reference", unique=True),
    _maybe("key_hash"),
    _maybe("case_id"),
)

case_file = Table(
    "case_file",
    metadata,
    Column("id", String, primary_key=True),
    _text("reference", unique=True),
    _text("kind"),
    _text("council"),
    _text("route"),
    Column("stage", Integer, nullable=False),
    _text("status"),
    Column("version", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    _moment("opened_at"),
    _text("role"),
    _maybe("relationship"),
    _maybe("next_clock"),
    Column("next_due", DayOrNever, nullable=False),
    _maybe("key_hash"),
    _maybe("opened_from", unique=True),
    Column("told", JSON, nullable=False, server_default="{}"),
    Column("erased_on", Date, nullable=True),
    Index("ix_case_file_queue", "council", "next_due", "reference"),
    Index("ix_case_file_status", "council", "status", "next_due", "reference"),
)

access = Table(
    "access",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("case_id", ForeignKey("case_file.id", ondelete="CASCADE"), nullable=False, index=True),
    _maybe("key_id"),
    _moment("expires_at"),
)

case_key = Table(
    "case_key",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", ForeignKey("case_file.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("viewer"),
    _text("side"),
    Column("hide", JSON, nullable=False),
    _text("given_by"),
    _moment("given_at"),
    Column("hint", Integer, nullable=False),
    _text("key_hash"),
    _moment("ended_at", nullable=True),
)

file_address = Table(
    "file_address",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("case_id", ForeignKey("case_file.id", ondelete="CASCADE"), nullable=False, index=True),
    _maybe("key_id"),
    _text("file"),
    _text("locale"),
    _text("age_band"),
    _moment("expires_at"),
)

failed_try = Table(
    "failed_try",
    metadata,
    Column("id", Count, primary_key=True),
    _text("subject"),
    Column("at", Float, nullable=False),
    Index("ix_failed_try_subject", "subject", "at"),
)

stream_key = Table(
    "stream_key",
    metadata,
    Column("stream", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

words = Table(
    "words",
    metadata,
    Column("stream", ForeignKey("stream_key.stream", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    _text("digest"),
    Column("sealed", LargeBinary, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", Count, primary_key=True, autoincrement=False),
    _text("stream"),
    Column("position", Integer, nullable=False),
    _text("kind"),
    _text("on"),
    Column("data", Text, nullable=False),
    _text("recorded_at"),
    _text("actor"),
    _text("mac"),
    UniqueConstraint("stream", "position"),
)
"""Dates are ISO, `recorded_at` in UTC, `data` canonical JSON, all as text: the chain signs these very
characters, whatever the database thinks of them."""

event_head = Table(
    "event_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Count, nullable=False),
    _text("mac"),
    _text("sealed_by"),
)
"""One row: the last event's seq and mac, and a mac of the two. Its lock puts appends in a line."""

alert = Table(
    "alert",
    metadata,
    Column("id", String, primary_key=True),
    _moment("at"),
    _maybe("council"),
    _text("tier"),
    _sealed("words"),
    _sealed("asked", nullable=True),
    _maybe("role"),
    _maybe("age_band"),
    _maybe("session_id"),
    _maybe("draft_id"),
    _maybe("case_id"),
    Column("phrases", JSON, nullable=False),
    Column("names_staff_or_carer", Boolean, nullable=False),
    _moment("told_at", nullable=True),
    _moment("escalated_at", nullable=True),
    _moment("acknowledged_at", nullable=True),
    _maybe("acknowledged_by"),
)
Index(
    "ix_alert_open",
    alert.c.at,
    postgresql_where=alert.c.acknowledged_at.is_(None),
    sqlite_where=alert.c.acknowledged_at.is_(None),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String, primary_key=True),
    _text("kind"),
    _sealed("body"),
    _moment("due_at"),
    Column("tries", Integer, nullable=False),
    _moment("done_at", nullable=True),
    _moment("leased_until", nullable=True),
    _maybe("trouble"),
)
Index(
    "ix_outbox_due",
    outbox.c.due_at,
    postgresql_where=outbox.c.done_at.is_(None),
    sqlite_where=outbox.c.done_at.is_(None),
)

council_settings = Table(
    "council_settings",
    metadata,
    Column("council", String, primary_key=True),
    _sealed("value"),
    _moment("changed_at"),
    _text("changed_by"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String, primary_key=True),
    _text("email_hash", unique=True),
    _sealed("email"),
    _text("password_hash"),
    Column("councils", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    _moment("opened_at"),
    _sealed("second_factor", nullable=True),
    Column("factor_step", Count, nullable=False, server_default="0"),
    Column("answers_to", String),
)

staff_login = Table(
    "staff_login",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("staff_id", ForeignKey(staff.c.id, ondelete="CASCADE"), nullable=False, index=True),
    _moment("opened_at"),
    _moment("expires_at"),
)

staff_request = Table(
    "staff_request",
    metadata,
    Column("id", String, primary_key=True),
    _text("body_digest"),
    _text("case_id"),
    _moment("at"),
)

kept_apart = Table(
    "kept_apart",
    metadata,
    Column("case_id", ForeignKey(case_file.c.id, ondelete="CASCADE"), primary_key=True),
    Column("staff_id", String, primary_key=True),
)
"""Whom a case is kept from. An account's id stays when the account goes: ids are not given twice."""

equality_count = Table(
    "equality_count",
    metadata,
    Column("council", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("question", String, primary_key=True),
    Column("answer", String, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Of equality monitoring. It has no column by which a case or a moment could be told."""

installation = Table(
    "installation",
    metadata,
    Column("name", String, primary_key=True),
    _sealed("value"),
)
"""Facts of the installation itself. `canary` opens only with the secret everything was sealed with."""

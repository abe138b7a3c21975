"""Builders of rows: only what a test is about needs saying."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from backend.store.rows import Alert, CaseRow, ChatSession, DraftRow, OutboxRow, StaffRow, Turn

SECRET = "a secret that is long enough"
NOW = datetime(2025, 3, 3, 10, 0, 0, 123456, tzinfo=UTC)
TODAY = date(2025, 3, 3)


def a_session(id: str = "s1", **changes: object) -> ChatSession:
    plain = ChatSession(
        id=id,
        token_hash=f"hash of {id}",
        sender=f"sender of {id}",
        council="rutland",
        locale="en",
        age_band="teen",
        band_chosen=False,
        opened_at=NOW,
        used_at=NOW,
        expires_at=NOW + timedelta(hours=1),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_turn(message_id: str = "message-1", session_id: str = "s1", **changes: object) -> Turn:
    plain = Turn(session_id=session_id, message_id=message_id, position=1, body_digest="abc", at=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_draft(id: str = "d1", **changes: object) -> DraftRow:
    plain = DraftRow(id=id, journey="complaint", data={"answers": {}}, council=None, updated_at=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_case(id: str = "c1", **changes: object) -> CaseRow:
    plain = CaseRow(
        id=id,
        reference=f"REF-{id}",
        kind="complaint",
        council="rutland",
        route="statutory",
        stage=1,
        status="open",
        version=1,
        received_on=TODAY,
        opened_at=NOW,
        role="young_person",
        relationship=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def an_alert(id: str = "a1", **changes: object) -> Alert:
    plain = Alert(
        id=id,
        at=NOW,
        council="rutland",
        tier="urgent",
        words="I am not safe",
        session_id="s1",
        draft_id=None,
        case_id=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def something_to_do(id: str = "o1", **changes: object) -> OutboxRow:
    return replace(OutboxRow(id=id, kind="alert", body={"alert": "a1"}, due_at=NOW), **changes)  # type: ignore[arg-type]


def a_colleague(id: str = "p1", **changes: object) -> StaffRow:
    plain = StaffRow(
        id=id,
        email_hash=f"hash of {id}",
        email=f"{id}@council.example",
        password_hash="$argon2id$",
        councils=("rutland",),
        roles=("officer",),
        opened_at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]

"""Council staff: who they are, when they are signed in, and what they already sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Repository
from backend.store.rows import KeptApart, StaffLogin, StaffRequest, StaffRow

_staff = tables.staff.c
_kept = tables.kept_apart.c
_logins = tables.staff_login.c
_requests = tables.staff_request.c


class Staff(Repository[StaffRow]):
    """Accounts, unique by id and by the hash of the e-mail address."""

    layout = Layout(StaffRow, tables.staff)

    def get(self, staff_id: str) -> StaffRow | None:
        """The account with this id."""
        return self._one(id=staff_id)

    def by_email(self, email_hash: str) -> StaffRow | None:
        """The account with this hash of an address."""
        return self._one(email_hash=email_hash)

    def all(self) -> tuple[StaffRow, ...]:
        """Every account."""
        return self._with()

    def delete(self, staff_id: str) -> None:
        """Take an account away, and every sign-in of it."""
        self._connection.execute(delete(tables.staff).where(_staff.id == staff_id))


class KeptAparts(Repository[KeptApart]):
    """Whom cases are kept from, unique by case and colleague."""

    layout = Layout(KeptApart, tables.kept_apart)

    def of(self, case_id: str) -> frozenset[str]:
        """The ids of the colleagues this case is kept from."""
        return frozenset(row.staff_id for row in self._with(case_id=case_id))

    def cases_of(self, staff_id: str) -> frozenset[str]:
        """The ids of the cases that are kept from this colleague."""
        return frozenset(row.case_id for row in self._with(staff_id=staff_id))

    def delete(self, case_id: str, staff_id: str) -> None:
        """Let this colleague see the case again."""
        self._connection.execute(
            delete(tables.kept_apart).where(_kept.case_id == case_id, _kept.staff_id == staff_id)
        )


class StaffLogins(Repository[StaffLogin]):
    """Sign-ins, unique by the hash of their token."""

    layout = Layout(StaffLogin, tables.staff_login)

    def get(self, token_hash: str) -> StaffLogin | None:
        """The sign-in of this token, ended or not."""
        return self._one(token_hash=token_hash)

    def move(self, token_hash: str, expires_at: datetime) -> None:
        """Let the sign-in end at another moment."""
        self._connection.execute(
            update(tables.staff_login).where(_logins.token_hash == token_hash).values(expires_at=expires_at)
        )

    def of(self, staff_id: str) -> tuple[StaffLogin, ...]:
        """Every sign-in of an account, ended or not."""
        return self._with(staff_id=staff_id)

    def delete(self, token_hash: str) -> None:
        """End a sign-in."""
        self._connection.execute(delete(tables.staff_login).where(_logins.token_hash == token_hash))

    def delete_older(self, than: datetime) -> None:
        """Forget sign-ins that ended before a moment."""
        self._connection.execute(delete(tables.staff_login).where(_logins.expires_at < than))


class StaffRequests(Repository[StaffRequest]):
    """What was done under an idempotency key, so that sending it again does nothing twice."""

    layout = Layout(StaffRequest, tables.staff_request)

    def get(self, request_id: str) -> StaffRequest | None:
        """What was done under this key."""
        return self._one(id=request_id)

    def forget_before(self, moment: datetime) -> int:
        """Forget what was done before a moment: nobody sends it again any more. Gives how many."""
        return self._connection.execute(delete(tables.staff_request).where(_requests.at < moment)).rowcount

    def delete_of(self, case_id: str) -> None:
        """Forget what was done to a case."""
        self._connection.execute(delete(tables.staff_request).where(_requests.case_id == case_id))

"""Staff accounts: opened by the operator, signed in for a while, ended at once."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pyotp

from backend.clock import later
from backend.services import complaints, tries
from backend.services.installation import Installation
from backend.services.passwords import hash_password, password_fits
from backend.services.roles import ROLES, may
from backend.store import AlreadyThere, Transaction
from backend.store.rows import CaseRow, KeptApart, StaffLogin, StaffRow

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
"""A sign-in ends after so long without use, and a working day after it began whatever happens."""

ISSUER = "Heard"
_SECRET = re.compile(r"[A-Z2-7]{32}")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class AccountMistake(ValueError):
    """An account that cannot be opened as it was asked for; the message says what to do."""


class NobodyLeft(Exception):
    """It would be kept from everybody who could answer it."""


class NeedsCode(Exception):
    """The password fits; this account wants the code of its authenticator too."""


@dataclass(frozen=True)
class SignedIn:
    """Somebody at work, and what they work with."""

    id: str
    email: str
    councils: frozenset[str]
    roles: frozenset[str]

    @property
    def actor(self) -> str:
        """How events name them."""
        return f"staff:{self.id}"


@dataclass(frozen=True)
class Ticket:
    """A fresh sign-in: the token is told once."""

    token: str
    expires_at: datetime
    councils: tuple[str, ...]
    roles: tuple[str, ...]


def add(
    inst: Installation,
    email: str,
    councils: Sequence[str],
    roles: Sequence[str],
    password: str,
    answers_to: str | None = None,
) -> StaffRow:
    """Open an account of somebody who answers to a colleague (an address), if that is told.

    Raises `AccountMistake`, or `WeakPassword`.
    """
    if not _ADDRESS.fullmatch(email.strip()) or len(email) > 254:
        raise AccountMistake("that is not an e-mail address")
    known = {council.id for council in inst.procedures.councils()}
    if not councils or not known.issuperset(councils):
        raise AccountMistake(f"--council is one of: {', '.join(sorted(known))}")
    if not roles or not set(ROLES).issuperset(roles):
        raise AccountMistake(f"--role is one of: {', '.join(ROLES)}")
    account = StaffRow(
        id=uuid4().hex,
        email_hash=email_hash(email),
        email=email.strip(),
        password_hash=hash_password(inst.slow_hash, password),
        councils=tuple(dict.fromkeys(councils)),
        roles=tuple(dict.fromkeys(roles)),
        opened_at=inst.clock.now(),
    )
    try:
        with inst.store.begin() as tx:
            account = replace(account, answers_to=_leads(tx, answers_to))
            tx.staff.add(account)
    except AlreadyThere:
        raise AccountMistake("there is an account with this e-mail address already") from None
    return account


def answer_to(inst: Installation, email: str, leads: str | None) -> None:
    """Say whom a colleague answers to from now on; None: nobody here. Raises `AccountMistake`."""
    with inst.store.begin() as tx:
        account = tx.staff.by_email(email_hash(email))
        if account is None:
            raise AccountMistake("there is no account with this e-mail address")
        account = replace(account, answers_to=_leads(tx, leads))
        tx.staff.save(account)
        if account.id in {one.id for one in line_of(tx, account)}:
            raise AccountMistake("nobody answers to themselves, and no two to each other")
        for case_id in tx.kept_apart.cases_of(account.id):
            _keep_from_the_new_line(inst, tx, case_id, account)


def _keep_from_the_new_line(inst: Installation, tx: Transaction, case_id: str, account: StaffRow) -> None:
    """Whoever somebody answers to from now on sees no more of what names them than those before."""
    if (case := tx.cases.get(case_id)) is None:
        return
    try:
        keep_apart(inst, tx, case, account, "operator")
    except NobodyLeft:
        raise AccountMistake(
            f"{case.reference} is kept from them, and would be kept from everybody who could answer it"
        ) from None


def line_of(tx: Transaction, account: StaffRow) -> tuple[StaffRow, ...]:
    """Those a colleague answers to: the nearest first, and each once."""
    line: dict[str, StaffRow] = {}
    above = account.answers_to
    while above is not None and above not in line and (leads := tx.staff.get(above)) is not None:
        line[leads.id] = leads
        above = leads.answers_to
    return tuple(line.values())


def who_answers(tx: Transaction, case: CaseRow) -> tuple[StaffRow, ...]:
    """The colleagues who may answer a case and from whom it is not kept."""
    kept = tx.kept_apart.of(case.id)
    return tuple(
        one
        for one in tx.staff.all()
        if may(one.roles, "draft_reply") and case.council in one.councils and one.id not in kept
    )


def keep_apart(inst: Installation, tx: Transaction, case: CaseRow, named: StaffRow, actor: str) -> None:
    """Keep a case from a colleague and from all whom they answer to. Raises `NobodyLeft`."""
    kept = tx.kept_apart.of(case.id)
    for other in (named, *line_of(tx, named)):
        if other.id not in kept:
            tx.kept_apart.add(KeptApart(case.id, other.id))
            complaints.put_on_file(inst, tx, case.id, "kept_apart", actor)
    if not who_answers(tx, case):
        raise NobodyLeft


def _leads(tx: Transaction, email: str | None) -> str | None:
    if email is None:
        return None
    if (leads := tx.staff.by_email(email_hash(email))) is None:
        raise AccountMistake("whom they answer to has no account with that e-mail address")
    return leads.id


def remove(inst: Installation, email: str) -> None:
    """Take an account away; whoever is signed in with it is signed out. Raises `AccountMistake`."""
    with inst.store.begin() as tx:
        account = tx.staff.by_email(email_hash(email))
        if account is None:
            raise AccountMistake("there is no account with this e-mail address")
        tx.staff.delete(account.id)


def sign_in(
    inst: Installation, email: str, password: str, address: str, code: str | None = None
) -> Ticket | None:
    """A sign-in, or None; a wrong address, a wrong password and a wrong code look and cost the same.

    Raises `tries.TooManyTries` while this e-mail address, or where the request comes from, must wait, and
    `NeedsCode` where only the second factor's code is missing.
    """
    looked_up = email_hash(email)
    with inst.store.begin() as tx:
        counted = tries.count(inst, tx, looked_up, tries.caller(inst, address))
        account = tx.staff.by_email(looked_up)
    # Hashed in any case: an address nobody has must cost what a wrong password costs.
    fits = password_fits(inst.slow_hash, password, account.password_hash if account else None)
    if account is None or not fits:
        return None
    step = 0
    if account.second_factor is not None:
        if not code:
            with inst.store.begin() as tx:
                tx.tries.take_back(counted)
            raise NeedsCode
        step = _step_of(inst, account.second_factor, code)
        if step <= account.factor_step:
            return None
    with inst.store.begin() as tx:
        tx.tries.take_back(counted)
        if step:
            tx.staff.save(replace(account, factor_step=step))
        return _ticket(inst, tx, account)


def sign_in_vouched(inst: Installation, email: str) -> Ticket | None:
    """A sign-in for who the council's own sign-in says has this address; None where no account has it.

    It opens no account and gives no right. Their second factor is the council's own to ask for.
    """
    with inst.store.begin() as tx:
        account = tx.staff.by_email(email_hash(email))
        return _ticket(inst, tx, account) if account is not None else None


def _ticket(inst: Installation, tx: Transaction, account: StaffRow) -> Ticket:
    token, now = secrets.token_urlsafe(32), inst.clock.now()
    ends = later(now, IDLE)
    tx.staff_logins.delete_older(now)
    tx.staff_logins.add(StaffLogin(_token_hash(token), account.id, now, ends))
    return Ticket(token, ends, tuple(account.councils), tuple(account.roles))


def signed_in(inst: Installation, token: str) -> SignedIn | None:
    """Whose token this is, its time moved on; None when unknown, ended or taken away."""
    now, token_hash = inst.clock.now(), _token_hash(token)
    with inst.store.begin() as tx:
        login = tx.staff_logins.get(token_hash)
        account = tx.staff.get(login.staff_id) if login else None
        if login is None or account is None or login.expires_at <= now:
            return None
        tx.staff_logins.move(token_hash, min(later(now, IDLE), later(login.opened_at, LONGEST)))
    return SignedIn(account.id, account.email, frozenset(account.councils), frozenset(account.roles))


def sign_out(inst: Installation, token: str) -> None:
    """End a sign-in at once."""
    with inst.store.begin() as tx:
        tx.staff_logins.delete(_token_hash(token))


def new_second_factor(staff: SignedIn) -> tuple[str, str]:
    """A secret for an authenticator, and the address that hands it over; kept by nobody yet."""
    secret = pyotp.random_base32()
    return secret, pyotp.TOTP(secret).provisioning_uri(name=staff.email, issuer_name=ISSUER)


def keep_second_factor(inst: Installation, staff: SignedIn, secret: str, code: str) -> bool:
    """Ask for a code at each sign-in from now on, if this one shows that the authenticator has the secret."""
    if not _SECRET.fullmatch(secret) or not (step := _step_of(inst, secret, code)):
        return False
    with inst.store.begin() as tx:
        account = tx.staff.get(staff.id)
        if account is not None:
            tx.staff.save(replace(account, second_factor=secret, factor_step=step))
    return True


def drop_second_factor(inst: Installation, staff: SignedIn, code: str) -> bool:
    """Ask for no code any more, if this one is right."""
    with inst.store.begin() as tx:
        account = tx.staff.get(staff.id)
        if account is None or account.second_factor is None:
            return True
        if _step_of(inst, account.second_factor, code) <= account.factor_step:
            return False
        tx.staff.save(replace(account, second_factor=None, factor_step=0))
    return True


def has_second_factor(inst: Installation, staff: SignedIn) -> bool:
    """Whether this account is asked for a code."""
    with inst.store.read() as tx:
        account = tx.staff.get(staff.id)
    return account is not None and account.second_factor is not None


def logins(inst: Installation, staff: SignedIn) -> tuple[StaffLogin, ...]:
    """Where this colleague is signed in, the newest first."""
    now = inst.clock.now()
    with inst.store.read() as tx:
        running = [one for one in tx.staff_logins.of(staff.id) if one.expires_at > now]
    return tuple(sorted(running, key=lambda one: one.opened_at, reverse=True))


def sign_out_elsewhere(inst: Installation, staff: SignedIn, token: str) -> None:
    """End every sign-in of this colleague but the one that asks."""
    with inst.store.begin() as tx:
        for login in tx.staff_logins.of(staff.id):
            if login.token_hash != _token_hash(token):
                tx.staff_logins.delete(login.token_hash)


def _step_of(inst: Installation, secret: str, code: str) -> int:
    """The half minute of a right code, one to either side of now allowed for a clock that is off; else 0."""
    factor, now = pyotp.TOTP(secret), inst.clock.now()
    given = "".join(code.split())
    around = (later(now, timedelta(seconds=off)) for off in (-30, 0, 30))
    return next((factor.timecode(at) for at in around if factor.verify(given, for_time=at)), 0)


def email_hash(email: str) -> str:
    """What an address is looked up by."""
    return hashlib.sha256(f"staff:{email.strip().casefold()}".encode()).hexdigest()


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

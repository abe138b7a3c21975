"""The store: transactions, and the repositories inside them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError as SqliteError

from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, TimeoutError

from backend import telemetry
from backend.store import resealing, tables
from backend.store.alerts import Alerts
from backend.store.casefiles import Accesses, CaseKeys, Cases, FileAddresses
from backend.store.chain import Head, first_head
from backend.store.conversations import Drafts, Sessions, Turns
from backend.store.database import PATIENCE, engine_of, fold_in, is_sqlite, not_waited_for, to_disk
from backend.store.equality import Equality
from backend.store.errors import AlreadyThere, NotMigrated, Unavailable, Unreadable, WrongSecret
from backend.store.events import Events
from backend.store.headfile import HeadFile
from backend.store.migrations import is_newest
from backend.store.outbox import Outbox
from backend.store.repository import put
from backend.store.sealing import Seal
from backend.store.settings import Settings
from backend.store.staff import KeptAparts, Staff, StaffLogins, StaffRequests
from backend.store.tries import Tries
from backend.store.words import Words

_log = logging.getLogger(__name__)
_OUR_MISTAKES = (DataError, IntegrityError, ProgrammingError)
"""What a database says of a wrong statement; everything else is the database's own trouble."""
_CANARY = ("installation", "value", "canary")


class Transaction:
    """The repositories, all in one transaction."""

    def __init__(self, connection: Connection, seal: Seal, writes: bool, outside: Head | None) -> None:
        self.sessions = Sessions(connection, seal, writes)
        self.turns = Turns(connection, seal, writes)
        self.drafts = Drafts(connection, seal, writes)
        self.cases = Cases(connection, seal, writes)
        self.words = Words(connection, seal)
        self.events = Events(connection, seal, writes, outside)
        self.alerts = Alerts(connection, seal, writes)
        self.accesses = Accesses(connection, seal, writes)
        self.case_keys = CaseKeys(connection, seal, writes)
        self.file_addresses = FileAddresses(connection, seal, writes)
        self.tries = Tries(connection)
        self.outbox = Outbox(connection, seal, writes)
        self.settings = Settings(connection, seal, writes)
        self.staff = Staff(connection, seal, writes)
        self.staff_logins = StaffLogins(connection, seal, writes)
        self.kept_apart = KeptAparts(connection, seal, writes)
        self.staff_requests = StaffRequests(connection, seal, writes)
        self.equality = Equality(connection)


class Store:
    """The database of one installation.

    `url` is `sqlite:///<file>` or `postgresql://...`, brought up to date by `migrate(url)`. `secret`
    seals; `former_secrets` still open what they sealed. `head_file` keeps the head of the chain of
    events outside the database; without it a cut-off tail shows only as long as nobody can put an
    older head back.

    Raises `UnknownDatabase`, `NotMigrated`, `WeakSecret`, `WrongSecret` or `Unavailable`.
    Every method may be called from any thread; transactions do not nest.
    """

    def __init__(
        self,
        url: str,
        secret: bytes | str,
        former_secrets: Sequence[bytes | str] = (),
        head_file: Path | None = None,
    ) -> None:
        self._seal = Seal(secret, former_secrets)
        self._engine = engine_of(url)
        # SQLite has one writer. Waiting here is fair and quick; SQLite itself would poll.
        self._turnstile = threading.Lock() if is_sqlite(self._engine) else None
        self._head_file: HeadFile | None = None
        try:
            head = self._settle_in()
            if head_file is not None:
                self._head_file = HeadFile(head_file)
                self._head_file.begin(head)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def begin(self, synced: bool = True) -> Iterator[Transaction]:
        """One write transaction: all of it is stored at the end, or nothing if anything is raised.

        `synced` waits for the disk. Without it a power cut, though no killed process, may undo the
        transaction until the next one that is synced, which takes it to the disk too: for what nobody
        is told, and nothing is sent of, before such a one.

        Raises `Unavailable` if the database is locked, full, spoilt or gone; nothing was stored then.
        """
        outside = self._outside()
        with self._one_writer(), self._connected("write", synced) as connection:
            tx = Transaction(connection, self._seal, True, outside)
            yield tx
            appended = tx.events.appended
            witnessed = appended is not None and outside is not None and tx.events.holds(outside)
            if not synced and appended is None:
                not_waited_for(connection)
        if appended is not None and self._head_file is not None:
            if not synced:
                # The head that is kept outside may lag behind the chain, never lead.
                to_disk(self._engine)
            if witnessed:
                self._head_file.move(appended)
            else:
                # Moving it on would wipe out the proof that events were cut off.
                _log.error("the head file does not fit the chain of events; it was left as it is")

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One consistent view of the database; nothing can be written. Raises `Unavailable`."""
        outside = self._outside()
        with self._connected("read") as connection:
            yield Transaction(connection, self._seal, False, outside)

    def reseal(self) -> int:
        """Seal under the present secret what former ones sealed; returns how many rows changed.

        Others may work meanwhile. Afterwards the former secrets open nothing any more; the chain
        still needs them to verify the events they linked.
        """
        changed = 0
        for table in resealing.TABLES:
            after: Sequence[object] | None = None
            while True:
                with self._one_writer(), self._connected("write") as connection:
                    count, after = resealing.reseal_page(connection, table, after, self._seal)
                changed += count
                if after is None:
                    break
        return changed

    def purge(self) -> None:
        """Let what was deleted leave the database's own files too, as far as it can be made to.

        SQLite overwrites deleted rows (`secure_delete`); what its write-ahead log still holds goes when
        that is folded in and cut off. PostgreSQL writes the keys of words to a new file, without the
        dropped ones. Where somebody reads at this moment nothing is done: the next call does it.
        """
        try:
            with self._one_writer():
                fold_in(self._engine)
        except (DBAPIError, SqliteError, Unavailable):
            _log.warning("what was deleted is still in the database's files; it goes the next time")

    def answers(self) -> bool:
        """Whether the database can be read now, and has a chain that events could be appended to."""
        try:
            with self.read() as tx:
                return tx.events.head() is not None
        except Unavailable:
            return False

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    def _settle_in(self) -> Head:
        """Leave the canary and the chain's first head at the first start; check the canary at each."""
        with self._one_writer(), self._connected("write") as connection:
            if not is_newest(connection):
                raise NotMigrated("the database does not have this version's schema: run migrate first")
            self._leave_canary(connection)
            self._check_canary(connection)
            head = Events(connection, self._seal, True, None).head()
        return head or first_head(self._seal)

    def _leave_canary(self, connection: Connection) -> None:
        try:
            put(
                connection,
                tables.installation,
                {"name": "canary", "value": self._seal.seal("canary", _CANARY)},
            )
        except AlreadyThere:
            return
        head = first_head(self._seal)
        put(
            connection,
            tables.event_head,
            {"id": 1, "seq": head.seq, "mac": head.mac, "sealed_by": head.sealed_by},
        )

    def _check_canary(self, connection: Connection) -> None:
        canary = select(tables.installation.c.value).where(tables.installation.c.name == "canary")
        try:
            self._seal.open(connection.execute(canary).scalar_one(), _CANARY)
        except Unreadable:
            raise WrongSecret(
                "this database was sealed with another secret: give the one it was made with"
            ) from None

    def _outside(self) -> Head | None:
        # Read before the transaction sees the database: the file may lag behind it, never lead.
        return None if self._head_file is None else self._head_file.read()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if self._turnstile is None:
            yield
        elif self._turnstile.acquire(timeout=PATIENCE):
            try:
                yield
            finally:
                self._turnstile.release()
        else:
            raise Unavailable("the database is busy")

    @contextmanager
    def _connected(self, access: str, synced: bool = True) -> Iterator[Connection]:
        try:
            with (
                telemetry.part("database", access=access),
                self._engine.connect().execution_options(access=access, synced=synced) as connection,
            ):
                if access == "read" and not is_sqlite(self._engine):
                    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with connection.begin():
                    yield connection
        except _OUR_MISTAKES:
            raise
        except (DBAPIError, SqliteError, TimeoutError) as failed:
            raise Unavailable("the database is locked, full, spoilt or gone") from failed

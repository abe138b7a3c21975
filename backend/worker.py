"""One loop that does what fell due: things asked for in a transaction that only the world can confirm.

`./heard up` runs it inside the backend's process, a cluster on its own (`python -m backend work`). It is safe
to run twice: what is to be done is leased to one worker, what is done is written down, and each thing it
does may be tried again without harm. Alerts go before everything else.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date

import structlog
from anyio import to_thread

from backend import telemetry
from backend.services import (
    alerts,
    case_system,
    clockwork,
    events_out,
    forgetting,
    letters,
    notices,
    outbox,
    sweeping,
    telling,
    texts,
)
from backend.services.installation import Installation
from backend.store.rows import OutboxRow

EVERY = 5.0
"""Seconds between two looks at the outbox."""
SWEEP_EVERY = 10 * 60.0
"""Seconds between two sweeps: what is swept is days old, so minutes do not matter."""

Errand = Callable[[Installation, OutboxRow], None]
Answers = Mapping[str, Callable[[OutboxRow], Awaitable[None]]]
"""What the chat does about something that came in by another channel, by the kind of row."""

ALERTS: Mapping[str, Errand] = {
    alerts.TELL: telling.tell,
    telling.SEND: telling.send,
    telling.CHECK: telling.check,
}
"""What is done about alerts, by the kind of row."""
OTHERS: Mapping[str, Errand] = {
    notices.NOTICE: letters.send,
    letters.CHECK: letters.check,
    clockwork.CHASE: clockwork.chase,
    case_system.TELL: events_out.send,
    texts.OUT: texts.send,
}
"""What is done to tell people of their cases, teams of their dates, and case systems of events."""

log = structlog.get_logger()


class Worker:
    """Sweeps and looks at the outbox, again and again, until the process ends."""

    def __init__(
        self, inst: Installation, forget: Callable[[str], Awaitable[None]], answers: Answers | None = None
    ) -> None:
        self._inst, self._forget, self._answers = inst, forget, answers or {}
        self._next_sweep = 0.0
        self._looked_on: date | None = None

    async def once(self) -> int:
        """Do everything that is due now; gives how many things were taken in hand."""
        done = 0
        if (now := self._inst.clock.seconds()) >= self._next_sweep:
            # Set first: a sweep that fails must not keep the outbox waiting round after round.
            self._next_sweep = now + SWEEP_EVERY
            done += await to_thread.run_sync(sweeping.sweep, self._inst)
        if (today := self._inst.today()) != self._looked_on:
            done += await to_thread.run_sync(clockwork.look, self._inst)
            self._looked_on = today
        while (row := await self._take()) is not None:
            await self._do(row)
            done += 1
        return done

    async def _take(self) -> OutboxRow | None:
        """The next row; an alert that came meanwhile goes before what waited longer."""
        for kinds in (ALERTS, tuple(self._answers), (forgetting.FORGET, *OTHERS)):
            if (row := await to_thread.run_sync(outbox.take, self._inst, kinds)) is not None:
                return row
        return None

    async def _do(self, row: OutboxRow) -> None:
        try:
            with telemetry.part("errand", kind=row.kind):
                if row.kind == forgetting.FORGET:
                    await self._forget(str(row.body["sender"]))
                    await to_thread.run_sync(outbox.done, self._inst, row)
                elif row.kind in self._answers:
                    await self._answers[row.kind](row)
                else:
                    errand = ALERTS.get(row.kind) or OTHERS[row.kind]
                    await to_thread.run_sync(errand, self._inst, row)
        except Exception as error:  # whatever failed, it is tried again later
            log.warning("not done yet", kind=row.kind, tries=row.tries, why=type(error).__name__)
            await to_thread.run_sync(outbox.later, self._inst, row, type(error).__name__)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The loop, for as long as the block lasts."""
        task = asyncio.create_task(self._loop())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _loop(self) -> None:
        while True:
            try:
                await self.once()
            except Exception:  # the loop outlives a database that is away for a while
                log.exception("the worker's round failed")
            await asyncio.sleep(EVERY)

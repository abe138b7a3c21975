"""One loop that does what fell due: things asked for in a transaction that only the world can confirm.

`./heard up` runs it inside the backend's process; a cluster runs it on its own. It is safe to run
twice: what is done is written down, and each thing it does may be done again without harm.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from anyio import to_thread

from backend.services import forgetting, outbox, sweeping
from backend.services.installation import Installation

EVERY = 5.0
"""Seconds between two looks at the outbox."""
SWEEP_EVERY = 10 * 60.0
"""Seconds between two sweeps: what is swept is days old, so minutes do not matter."""

log = structlog.get_logger()


class Worker:
    """Sweeps and looks at the outbox, again and again, until the process ends."""

    def __init__(self, inst: Installation, forget: Callable[[str], Awaitable[None]]) -> None:
        self._inst, self._forget = inst, forget
        self._next_sweep = 0.0

    async def once(self) -> int:
        """Do everything that is due now; gives how many things were done."""
        done = 0
        if (now := self._inst.clock.seconds()) >= self._next_sweep:
            # Set first: a sweep that fails must not keep the outbox waiting round after round.
            self._next_sweep = now + SWEEP_EVERY
            done += await to_thread.run_sync(sweeping.sweep, self._inst)
        for row in await to_thread.run_sync(outbox.take, self._inst, [forgetting.FORGET]):
            try:
                await self._forget(str(row.body["sender"]))
            except Exception as error:  # whatever failed, it is tried again later
                log.warning("not forgotten yet", tries=row.tries, why=type(error).__name__)
                await to_thread.run_sync(outbox.later, self._inst, row, type(error).__name__)
            else:
                await to_thread.run_sync(outbox.done, self._inst, row)
                done += 1
        return done

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

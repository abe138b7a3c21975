"""One turn of a conversation at a time, over as many Rasas as there are.

With one Rasa its own memory is enough. With several the lock is a key in Redis. It is a courtesy: it lets the
second turn wait. What must never happen, two turns written over each other, the log of the tracker store
refuses by itself, so where Redis is away the turn goes on without it.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger("heard.lock")

HELD = 20.0
"""Seconds after which a lock lets go by itself: longer than the gateway gives a whole turn."""
WAITS = 15.0
"""Seconds that the next turn waits for it."""
LOOKS_EVERY = 0.02
REDIS_ANSWERS_WITHIN = 0.5

_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
"""Only who holds it lets it go: it may have run out, and be another's."""


class HeardLockStore(InMemoryLockStore):
    """Locks in the Redis that the configured `url` names; in memory where it names none."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        super().__init__()
        self._redis: Redis | None = None
        if endpoint_config.url:
            self._redis = Redis.from_url(
                endpoint_config.url,
                socket_timeout=REDIS_ANSWERS_WITHIN,
                socket_connect_timeout=REDIS_ANSWERS_WITHIN,
            )

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = HELD, wait_time_in_seconds: float = LOOKS_EVERY
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation for as long as the block lasts. Raises LockError if it stays taken."""
        if self._redis is None:
            async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as held:
                yield held
            return
        key, mine = f"heard:turn:{conversation_id}", secrets.token_hex(8)
        try:
            await self._take(self._redis, key, mine, lock_lifetime, wait_time_in_seconds)
        except RedisError as away:
            logger.warning("redis is away, going on without its lock: %s", type(away).__name__)
            yield self.create_lock(conversation_id)
            return
        try:
            yield self.create_lock(conversation_id)
        finally:
            with suppress(RedisError):
                await self._redis.eval(_RELEASE, 1, key, mine)

    async def _take(self, redis: Redis, key: str, mine: str, lifetime: float, every: float) -> None:
        for _ in range(int(WAITS / every)):
            if await redis.set(key, mine, nx=True, px=int(lifetime * 1000)):
                return
            await asyncio.sleep(every)
        raise LockError("the conversation stays locked")

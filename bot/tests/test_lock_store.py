"""The lock of several Rasas: one turn of a conversation at a time, and no silence where Redis is away."""

import asyncio
import logging
from typing import Any

import pytest
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import ConnectionError as RedisIsAway

from components.lock_store import HeardLockStore

SENDER = "0123456789abcdef0123456789abcdef"


class StandInRedis:
    """What the lock asks of Redis; a real one serves in the tests of the whole."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.away = False

    async def set(self, key: str, value: str, nx: bool, px: int) -> bool:
        if self.away:
            raise RedisIsAway
        return self.kept.setdefault(key, value) == value

    async def eval(self, script: str, keys: int, key: str, value: str) -> None:
        if self.away:
            raise RedisIsAway
        if self.kept.get(key) == value:
            del self.kept[key]


def a_rasa(redis: StandInRedis | None) -> HeardLockStore:
    """The lock store of one process."""
    store = HeardLockStore(EndpointConfig(url="redis://127.0.0.1:1/0" if redis else ""))
    if redis:
        store._redis = redis  # type: ignore[assignment]
    return store


async def turns(*stores: HeardLockStore) -> list[str]:
    """A turn in each store at once, of one conversation; gives what happened in which order."""
    happened: list[str] = []

    async def turn(store: HeardLockStore, name: str) -> None:
        async with store.lock(SENDER):
            happened.append(f"{name} begins")
            await asyncio.sleep(0.05)
            happened.append(f"{name} ends")

    await asyncio.gather(*(turn(store, name) for store, name in zip(stores, "ab", strict=True)))
    return happened


def test_the_turns_of_two_rasas_come_one_after_the_other() -> None:
    redis = StandInRedis()
    happened = asyncio.run(turns(a_rasa(redis), a_rasa(redis)))
    assert [step.split()[1] for step in happened] == ["begins", "ends", "begins", "ends"]
    assert redis.kept == {}


def test_with_redis_away_the_turn_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    redis = StandInRedis()
    redis.away = True
    with caplog.at_level(logging.WARNING, "heard.lock"):
        assert len(asyncio.run(turns(a_rasa(redis), a_rasa(redis)))) == 4
    assert "redis is away" in caplog.text


def test_redis_lost_in_mid_turn_loses_nothing() -> None:
    redis = StandInRedis()

    async def go() -> str:
        async with a_rasa(redis).lock(SENDER):
            redis.away = True
            return "said"

    assert asyncio.run(go()) == "said"


def test_nobody_lets_go_what_ran_out_and_is_anothers() -> None:
    redis = StandInRedis()

    async def go() -> None:
        async with a_rasa(redis).lock(SENDER):
            redis.kept = dict.fromkeys(redis.kept, "another's")

    asyncio.run(go())
    assert list(redis.kept.values()) == ["another's"]


def test_one_rasa_needs_no_redis() -> None:
    store = a_rasa(None)
    happened = asyncio.run(turns(store, store))
    assert [step.split()[1] for step in happened] == ["begins", "ends", "begins", "ends"]


def test_what_fails_inside_lets_the_conversation_go() -> None:
    redis = StandInRedis()

    async def go() -> Any:
        async with a_rasa(redis).lock(SENDER):
            raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(go())
    assert redis.kept == {}

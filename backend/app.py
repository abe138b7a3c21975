"""The composition root: the only module that knows every part.

Two applications in one process. The *public* one is what people and councils' pages reach. The
*inner* one listens on a loopback port of its own: the actions Rasa calls, and the bot API they call;
nobody without the run's secret is answered there.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass

from fastapi import FastAPI

from backend import clock as clocks
from backend import described, problems, telemetry
from backend.api import bot, cases, councils, eligibility, health, law
from backend.api.casepage import routes as casepage
from backend.chat import door, inbound, pages, routes
from backend.chat.gateway import Gateway
from backend.chat.plain import routes as plain
from backend.chat.plain.astray import for_people
from backend.chat.plain.show import Pages
from backend.chat.rasa import Rasa
from backend.chat.texting import Texting
from backend.notify.ways import open_ways
from backend.notify.webhook import open_webhooks
from backend.procedures import load as load_procedures
from backend.safety import Screen
from backend.services import texts
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.keys import KeyWords
from backend.settings import Settings, SettingsMistake
from backend.staff import routes as staff
from backend.staff.console import astray
from backend.staff.console import routes as console
from backend.staff.openid import Provider
from backend.store import Store, migrate
from backend.wording import KEY_WORDS, Wording
from backend.worker import Worker
from bot.actions.host import create_action_router

DESCRIPTION = "Make, follow and take further a complaint about children's social care in England."


@dataclass(frozen=True)
class Apps:
    """The two applications of one process, and what they share."""

    public: FastAPI
    inner: FastAPI
    installation: Installation


def install(settings: Settings, clock: clocks.Clock | None = None) -> Installation:
    """Build the parts a running Heard needs; the database is brought up to date first.

    Raises `ProcedureMistake` or a catalogue's mistake rather than start with a wrong figure or word (in
    English: `./heard check` reads every language), and `SettingsMistake` for a council there is not or a
    clock set before what has happened.
    """
    procedures, wording, screen = load_procedures(), Wording.load(), Screen.load()
    known = [council.id for council in procedures.councils()]
    if settings.council is not None and settings.council not in known:
        raise SettingsMistake(f"there is no council {settings.council!r}; there are {', '.join(known)}")
    key_words = KeyWords.of(KEY_WORDS.read_text(encoding="utf-8").splitlines())
    try:
        post = open_ways(settings.smtp_url, settings.notify_url)
    except ValueError as mistake:
        raise SettingsMistake(f"HEARD_SMTP_URL or HEARD_NOTIFY_URL {mistake}") from None
    if settings.texts_secret and not post.can("text"):
        raise SettingsMistake("HEARD_TEXTS_SECRET: answers need a way out: name text in HEARD_NOTIFY_URL")
    try:
        webhooks = open_webhooks(settings.webhooks)
    except ValueError as mistake:
        raise SettingsMistake(f"HEARD_WEBHOOKS: an address {mistake}") from None
    if unknown := sorted(set(webhooks).difference(known)):
        raise SettingsMistake(f"HEARD_WEBHOOKS: there is no council {unknown[0]!r}")
    settings.home.mkdir(parents=True, exist_ok=True)
    secret = settings.secret()
    migrate(settings.database)
    clock = clock or clocks.started_at(settings.now)
    store = Store(settings.database, secret, settings.former_secrets, head_file=settings.head_file)
    _refuse_to_go_back(settings, store, clock)
    return Installation(
        store=store,
        clock=clock,
        procedures=procedures,
        wording=wording,
        screen=screen,
        key_words=key_words,
        address_salt=secret.encode(),
        limits=settings.limits == "on",
        only_council=settings.council,
        beyond_loopback=not settings.on_loopback,
        post=post,
        webhooks=webhooks,
        address=settings.address,
        metrics_token=settings.metrics_token,
    )


def _refuse_to_go_back(settings: Settings, store: Store, clock: clocks.Clock) -> None:
    """A calendar set before what has happened would tell dates that contradict what was told."""
    with store.read() as tx:
        last = tx.events.last()
    if settings.now is not None and last is not None and clock.now() < last.recorded_at:
        newest = last.recorded_at.astimezone(clocks.LONDON)
        store.close()
        raise SettingsMistake(
            f"HEARD_NOW is before the newest event stored here, of {newest:%Y-%m-%dT%H:%M:%S}; "
            "set it later, or give this start another HEARD_HOME"
        )


def create_apps(
    settings: Settings, inst: Installation, rasa: Rasa | None = None, *, works: bool = True
) -> Apps:
    """Wire both applications; nothing listens yet. `works` where the worker has no process of its own."""
    secret = settings.inner_secret or secrets.token_urlsafe(32)
    rasa = rasa or Rasa(settings.rasa_url, secret)
    gateway = Gateway(inst, rasa)
    worker = _worker(inst, rasa, gateway)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if settings.on_sqlite:
            # One process serves this file, and it is only starting: who held a chat was killed.
            with inst.store.begin() as tx:
                tx.sessions.release_all()
        async with worker.running() if works else nullcontext():
            yield
        await rasa.close()
        inst.store.close()

    public = FastAPI(
        title="Heard",
        version="0.1.0",
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
    )
    problems.install(public)
    described.install(public)
    door.install(public, settings.own_origins)
    public.add_middleware(telemetry.Requests)
    lines, languages = council_lines(inst), tuple(inst.wording.languages().items())
    places = pages.Places(settings.own_origins, settings.frame_origins, settings.neutral_address)
    shown = Pages(inst.wording, lines, places.leave_to, languages)
    astray.install(public, inst, settings.own_origins, for_people(shown, settings.council))
    for router in (
        # Asked for most, found first: an address is looked for in one router after the other.
        routes.create_router(inst, gateway),
        health.create_router(inst, {"the language model": rasa.ready}),
        councils.create_router(inst),
        law.create_router(inst),
        eligibility.create_router(inst),
        cases.create_router(inst),
        casepage.create_router(inst, settings.own_origins, settings.neutral_address),
        staff.create_router(inst),
        console.create_router(inst, settings.own_origins, _council_sign_in(settings)),
        inbound.create_router(inst, settings.texts_secret),
        pages.pages(inst.wording, lines, places, settings.council, languages),
        plain.create_router(inst, gateway, shown, places),
    ):
        public.include_router(router)
    return Apps(public, _inner(inst, secret), inst)


def create_worker_app(settings: Settings, inst: Installation) -> FastAPI:
    """The worker as a process of its own: nothing but its health can be asked of it."""
    rasa = Rasa(settings.rasa_url, settings.inner_secret)
    worker = _worker(inst, rasa, Gateway(inst, rasa))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with worker.running():
            yield
        await rasa.close()
        inst.store.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=life)
    problems.install(app)
    app.include_router(health.create_router(inst, {}))
    return app


def _worker(inst: Installation, rasa: Rasa, gateway: Gateway) -> Worker:
    return Worker(inst, rasa.forget, {texts.IN: Texting(inst, gateway).answer})


def _council_sign_in(settings: Settings) -> Provider | None:
    """The council's own sign-in, where the operator named one."""
    if not (settings.oidc_issuer and settings.oidc_client_id and settings.oidc_client_secret):
        return None
    back = f"{settings.address}/staff/openid/back"
    return Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, back)


def _inner(inst: Installation, secret: str) -> FastAPI:
    inner = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    problems.install(inner)
    inner.add_middleware(telemetry.Actions)
    plan = bot.Plan(inst)
    inner.include_router(create_action_router(plan, secret))
    inner.include_router(bot.create_router(plan, secret))
    return inner


def council_lines(inst: Installation) -> dict[str, pages.CouncilLines]:
    """What the pages say of each council: only what somebody verified."""
    lines = {}
    for council in inst.procedures.councils():
        known = people(inst, council.id)
        lines[council.id] = pages.CouncilLines(
            name=council.name,
            team=council.team or "",
            phone=known.get("team_phone"),
            email=known.get("team_email"),
            duty=known.get("duty_phone"),
        )
    return lines

"""The only door to the conversation: JSON from the gateway, on loopback, with the run's secret.

Rasa's own REST channel believes any sender, takes metadata and commands from the body, and answers
200 with nothing when an action fails. None of that holds here: a sender has the gateway's form, text is only
ever text, an intent must be one of ours, metadata is what we name, and a turn without an answer is a 502.
"""

import hmac
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS, USER_INTENT_OUT_OF_SCOPE
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from components.asked import UNSURE, WANTS_TO_KNOW
from components.failure import TurnFailed
from components.harm import HARM, NO_HARM, TIERS
from components.timing import TRACE, belongs_to, server_timing

logger = logging.getLogger("heard.channel")

SENDER = re.compile(r"[0-9a-f]{32}")
LONGEST_TEXT = 1_000
LONGEST_VALUE = 64
RANKED = 3
METADATA = ("locale", "age_band", "council", "message_id", "asks", "typed", "take_as_answer")
RASAS_OWN_INTENTS = frozenset(DEFAULT_INTENTS) - {USER_INTENT_OUT_OF_SCOPE}


class Refused(Exception):
    """The request is not one the gateway sends; `what` names the part, never its content."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status
        self.what = what


class HeardChannel(InputChannel):
    """`message`, `hear`, `forget` and `ready` under `/webhooks/heard/`."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        return "heard"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "HeardChannel":
        """Reads `secret`; refuses to start without one, since the door would stand open."""
        secret = (credentials or {}).get("secret")
        if not isinstance(secret, str) or len(secret) < 16:
            raise RasaException("HEARD_INNER_SECRET must be a secret of 16 characters or more.")
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        door = Blueprint("heard", __name__)

        @door.exception(Refused)
        async def refused(request: Request, error: Refused) -> HTTPResponse:
            return response.json({"error": error.what}, status=error.status)

        @door.post("/message")
        async def message(request: Request) -> HTTPResponse:
            self._check_secret(request)
            agent = _agent(request)
            body = _body(request)
            belongs_to(request.headers.get(TRACE))
            began = time.perf_counter()
            turn = await _turn(body, agent)
            understood = time.perf_counter()
            try:
                await on_new_message(turn)
            except TurnFailed as failed:
                logger.error("turn failed: %s", failed.why)
                return response.json({"error": failed.why}, status=502)
            except Exception as error:
                logger.error("turn failed: %s", type(error).__name__)
                return response.json({"error": "rasa"}, status=502)
            messages = [said["custom"] for said in turn.output_channel.messages if "custom" in said]
            if not messages:
                logger.error("turn failed: nothing was said")
                return response.json({"error": "silence"}, status=502)
            return response.json(
                {"messages": messages, "understood": _understood(turn.parse_data)},
                headers=server_timing(understood - began, time.perf_counter() - understood),
            )

        @door.post("/hear")
        async def hear(request: Request) -> HTTPResponse:
            """What the model makes of a text that nobody here answers, and of which nothing is kept."""
            self._check_secret(request)
            agent = _agent(request)
            turn = UserMessage(text=_text(_body(request).get("text")), input_channel=HeardChannel.name())
            understood = _understood(_kept(await agent.processor.parse_message(turn)))
            return response.json({"understood": understood})

        @door.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            self._check_secret(request)
            agent = _agent(request)
            sender = _sender(_body(request))
            async with agent.lock_store.lock(sender):
                await agent.tracker_store.forget(sender)
                if await agent.tracker_store.exists(sender):
                    return response.json({"error": "store"}, status=502)
            return response.json({"forgotten": True})

        @door.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            self._check_secret(request)
            return response.json({"model": _agent(request).processor.model_filename})

        return door

    def _check_secret(self, request: Request) -> None:
        given = request.headers.get("X-Heard-Secret", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            raise Refused(403, "secret")


def _agent(request: Request) -> Agent:
    """The loaded assistant; before it is there the door answers 503."""
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Refused(503, "loading")
    return agent


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise Refused(400, "body") from None
    if not isinstance(body, dict):
        raise Refused(400, "body")
    return body


def _sender(body: dict[str, Any]) -> str:
    sender = body.get("sender")
    if not isinstance(sender, str) or not SENDER.fullmatch(sender):
        raise Refused(400, "sender")
    return sender


async def _turn(body: dict[str, Any], agent: Agent) -> UserMessage:
    """The body as Rasa's message, understood already: from its text, or as the intent that was chosen.

    Understanding happens here and not inside Rasa's turn, so that what the answer says was understood is
    exactly what the rules were given.
    """
    sender = _sender(body)
    text, intent = body.get("text"), body.get("intent")
    if (text is None) == (intent is None):
        raise Refused(400, "text")
    metadata = _metadata(body.get("metadata"))
    turn = UserMessage(
        text=_text(text) if intent is None else "",
        output_channel=CollectingOutputChannel(),
        sender_id=sender,
        input_channel=HeardChannel.name(),
        metadata=metadata,
    )
    if intent is None:
        turn.parse_data = _kept(await agent.processor.parse_message(turn))
    else:
        turn.parse_data = _chosen(intent, agent)
    return turn


def _text(text: Any) -> str:
    if not isinstance(text, str) or not 1 <= len(text) <= LONGEST_TEXT:
        raise Refused(400, "text")
    return text


def _metadata(given: Any) -> dict[str, Any]:
    """Only what we name, and only short plain values; anything else is not the gateway's."""
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise Refused(400, "metadata")
    kept = {name: given[name] for name in METADATA if given.get(name) is not None}
    for value in kept.values():
        if not isinstance(value, (bool, str)) or (isinstance(value, str) and len(value) > LONGEST_VALUE):
            raise Refused(400, "metadata")
    return kept


def _chosen(intent: Any, agent: Agent) -> dict[str, Any]:
    """A button's or the server's own intent: one of our domain, never one of Rasa's commands."""
    allowed = set(agent.domain.intents) - RASAS_OWN_INTENTS
    if not isinstance(intent, str) or intent not in allowed:
        raise Refused(400, "intent")
    certain = {"name": intent, "confidence": 1.0}
    return {"text": "", "intent": certain, "intent_ranking": [certain], "entities": []}


def _kept(parse_data: dict[str, Any]) -> dict[str, Any]:
    """What later steps need of a parse; the rest would be sent along with every action call."""
    ranking: list[dict[str, Any]] = parse_data.get("intent_ranking", [])
    return {
        "text": parse_data["text"],
        "intent": parse_data["intent"],
        "intent_ranking": ranking[:RANKED],
        "entities": parse_data["entities"],
        HARM: parse_data.get(HARM, TIERS[0]),
        NO_HARM: parse_data.get(NO_HARM, False),
        WANTS_TO_KNOW: parse_data.get(WANTS_TO_KNOW, UNSURE),
    }


def _understood(parse_data: dict[str, Any]) -> dict[str, Any]:
    return {
        "intent": parse_data["intent"]["name"],
        "confidence": parse_data["intent"]["confidence"],
        HARM: parse_data.get(HARM, TIERS[0]),
        NO_HARM: parse_data.get(NO_HARM, False),
        "ranking": [
            {"name": ranked["name"], "confidence": ranked["confidence"]}
            for ranked in parse_data["intent_ranking"]
        ],
    }

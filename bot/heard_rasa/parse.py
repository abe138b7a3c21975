"""What the trained model makes of texts, without a server."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from components.asked import UNSURE, WANTS_TO_KNOW
from components.harm import HARM, NO_HARM, TIERS


def parse(model: Path, texts: Iterable[str]) -> Iterator[str]:
    """For each text, in order, a line of JSON; empty is not understood.

    `{text, intent, confidence, harm, no_harm, wants_to_know}`: `components.harm` and `.asked` name the last.

    Each text goes the way a message goes, through every component of the trained pipeline.
    """
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    loop = asyncio.new_event_loop()
    try:
        for text in texts:
            parsed = loop.run_until_complete(agent.parse_message(text))
            intent = parsed["intent"]
            yield json.dumps(
                {
                    "text": text,
                    "intent": intent["name"],
                    "confidence": round(float(intent["confidence"]), 4),
                    HARM: parsed.get(HARM, TIERS[0]),
                    NO_HARM: parsed.get(NO_HARM, False),
                    WANTS_TO_KNOW: parsed.get(WANTS_TO_KNOW, UNSURE),
                }
            )
    finally:
        loop.close()

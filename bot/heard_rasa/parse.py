"""What the trained model makes of texts, without a server."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def parse(model: Path, texts: Iterable[str]) -> Iterator[str]:
    """For each text, in order, a line of JSON: `{text, intent, confidence}`; an empty text is not understood.

    Each text goes the way a message goes, through every component of the trained pipeline.
    """
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    loop = asyncio.new_event_loop()
    try:
        for text in texts:
            intent = loop.run_until_complete(agent.parse_message(text))["intent"]
            confidence = round(float(intent["confidence"]), 4)
            yield json.dumps({"text": text, "intent": intent["name"], "confidence": confidence})
    finally:
        loop.close()

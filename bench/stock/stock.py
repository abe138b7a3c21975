"""Rasa as it comes: trained on our training texts, then asked what it makes of others.

python stock.py train --data FOLDER --out FILE     train a model of understanding alone into FILE (.tar.gz)
python stock.py parse --model FILE                 a text a line from standard input, a JSON a line out
"""

import argparse
import asyncio
import io
import json
import logging
import sys
import tempfile
from pathlib import Path

CONFIG = Path(__file__).parent / "config.yml"


def main() -> int:
    """Run one command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="stock", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--data", type=Path, required=True)
    training.add_argument("--out", type=Path, required=True)
    commands.add_parser("parse").add_argument("--model", type=Path, required=True)
    asked = parser.parse_args()
    return train(asked.data, asked.out) if asked.command == "train" else parse(asked.model)


def train(data: Path, out: Path) -> int:
    """Train from the files `*/nlu.yml` of a folder, as `rasa train nlu` does."""
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "data"
        texts.mkdir()
        for file in data.glob("*/nlu.yml"):
            (texts / f"{file.parent.name}.yml").write_bytes(file.read_bytes())
        made = train_nlu(str(CONFIG), str(texts), folder, fixed_model_name="stock")
        if made is None:
            return 1
        out.parent.mkdir(parents=True, exist_ok=True)
        finished = out.with_name(f"{out.name}.part")
        finished.write_bytes(Path(made).read_bytes())
        finished.replace(out)
    return 0


def parse(model: Path) -> int:
    """Understand what comes in, line by line, until it ends."""
    import structlog
    from rasa.core.agent import Agent

    # Left alone it prints every text to standard output.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    agent = Agent.load(model)
    loop = asyncio.new_event_loop()
    for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace", "\n"):
        text = line.rstrip("\r\n")
        intent = loop.run_until_complete(agent.parse_message(text))["intent"]
        answer = {"text": text, "intent": intent["name"], "confidence": round(float(intent["confidence"]), 4)}
        print(json.dumps(answer), flush=True)  # noqa: T201 - this is a command
    loop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

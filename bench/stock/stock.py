"""Rasa as it comes: trained on our training texts, then asked what it makes of others.

python stock.py train --data FOLDER --out FILE     train a model of understanding alone into FILE (.tar.gz)
python stock.py train-bot --data FOLDER --out FILE --epochs N
                                                   train a whole bot on the same texts, to be talked to
python stock.py parse --model FILE                 a text a line from standard input, a JSON a line out
"""

import argparse
import asyncio
import io
import json
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
CONFIG = HERE / "config.yml"
IN_RULES = {"make_complaint", "track_complaint", "nlu_fallback"}


def main() -> int:
    """Run one command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="stock", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--data", type=Path, required=True)
    training.add_argument("--out", type=Path, required=True)
    bot = commands.add_parser("train-bot")
    bot.add_argument("--data", type=Path, required=True)
    bot.add_argument("--out", type=Path, required=True)
    bot.add_argument("--epochs", type=int, default=100)
    commands.add_parser("parse").add_argument("--model", type=Path, required=True)
    asked = parser.parse_args()
    if asked.command == "train":
        return train(asked.data, asked.out)
    return (
        train_bot(asked.data, asked.out, asked.epochs) if asked.command == "train-bot" else parse(asked.model)
    )


def train(data: Path, out: Path) -> int:
    """Train from the files `*/*nlu.yml` of a folder, as `rasa train nlu` does."""
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        made = train_nlu(str(CONFIG), str(_texts(data, Path(folder))), folder, fixed_model_name="stock")
        return _keep(made, out)


def train_bot(data: Path, out: Path, epochs: int) -> int:
    """Train understanding and what to do next, as `rasa train` does.

    `epochs`: how often the texts are gone through. It changes what is learnt, and not how long a message
    then takes, so few will do where nothing but time is measured.
    """
    from rasa import train as train_all

    with tempfile.TemporaryDirectory() as folder:
        texts = _texts(data, Path(folder))
        intents = sorted(
            set(
                re.findall(
                    r"^ *- intent: (\w+)", "".join(f.read_text() for f in texts.iterdir()), re.MULTILINE
                )
            )
        )
        for name in ("rules", "stories"):
            (texts / f"{name}.yml").write_bytes((HERE / "bot" / f"{name}.yml").read_bytes())
        told = "".join(
            f"  - rule: {intent}\n    steps:\n      - intent: {intent}\n      - action: utter_answer\n"
            for intent in intents
            if intent not in IN_RULES
        )
        (texts / "answers.yml").write_text(f'version: "3.1"\n\nrules:\n{told}')
        domain = Path(folder) / "domain.yml"
        listed = "".join(f"  - {intent}\n" for intent in intents)
        domain.write_text(f"{(HERE / 'bot' / 'domain.yml').read_text()}\nintents:\n{listed}")
        config = Path(folder) / "config.yml"
        whole = CONFIG.read_text() + "\n" + (HERE / "bot" / "policies.yml").read_text()
        config.write_text(re.sub(r"epochs: \d+", f"epochs: {epochs}", whole))
        made = train_all(str(domain), str(config), str(texts), folder, fixed_model_name="stock")
        return _keep(made.model, out)


def _texts(data: Path, folder: Path) -> Path:
    """The training texts side by side in a folder, since each of ours has the same name.

    What Rasa would keep for a next time goes there too, and with it.
    """
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    texts = folder / "data"
    texts.mkdir()
    for file in data.glob("*/*nlu.yml"):
        (texts / f"{file.parent.name}_{file.name}").write_bytes(file.read_bytes())
    return texts


def _keep(made: "str | None", out: Path) -> int:
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
        print(json.dumps(answer), flush=True)
    loop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

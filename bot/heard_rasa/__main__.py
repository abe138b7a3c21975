"""Rasa, started our way.

    python -m heard_rasa train --out FILE      train the model into FILE (.tar.gz)
    python -m heard_rasa validate              check domain, rules and training texts; 1 if anything is wrong
    python -m heard_rasa run --model FILE --port N   serve the one channel, on 127.0.0.1 or --host
    python -m heard_rasa parse --model FILE    understand a text a line from standard input, a JSON a line out

`run` reads `HEARD_INNER_SECRET` (of channel and actions), `HEARD_ACTIONS_URL` (or `HEARD_INNER_PORT` on
this machine; several with commas between are asked in turn), `HEARD_RASA_STORE` (a database URL; by default
a file `rasa.db` under `HEARD_HOME`) and, where several Rasas share one store, `HEARD_REDIS_URL`.
"""

import argparse
import io
import os
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

from heard_rasa import standin

BOT = Path(__file__).resolve().parent.parent
RASA = "3.6.21"


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="heard_rasa")
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--out", type=Path, required=True)
    running = commands.add_parser("run")
    running.add_argument("--model", type=Path, required=True)
    running.add_argument("--port", type=int, required=True)
    running.add_argument("--host", default="127.0.0.1")
    parsing = commands.add_parser("parse")
    parsing.add_argument("--model", type=Path, required=True)
    for command in (training, commands.add_parser("validate")):
        command.add_argument("--data", type=Path, default=BOT / "data")
    asked = parser.parse_args(argv)

    if version("rasa") != RASA:
        print(f"This needs Rasa {RASA}; {version('rasa')} is installed.", file=sys.stderr)
        return 1
    _prepare()
    from heard_rasa import quiet

    if asked.command in ("run", "parse"):
        quiet.while_serving()
    else:
        quiet.while_building()
    if asked.command == "train":
        return train(asked.data, asked.out)
    if asked.command == "validate":
        return validate(asked.data)
    if asked.command == "parse":
        return parse(asked.model)
    return run(asked.model, asked.host, asked.port)


def _prepare() -> None:
    """What must be so before Rasa is imported."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    if str(BOT) not in sys.path:
        sys.path.insert(0, str(BOT))
    standin.install()


def train(data: Path, out: Path) -> int:
    """Train from config, domain and `data` into the file `out`, from scratch, leaving nothing else behind."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(scratch) / "cache")
        from rasa.model_training import train as train_rasa

        result = train_rasa(
            domain=str(BOT / "domain"),
            config=str(BOT / "config.yml"),
            training_files=[str(data)],
            output=scratch,
            fixed_model_name="heard",
            force_training=True,
        )
        if not result.model:
            return result.code or 1
        out.parent.mkdir(parents=True, exist_ok=True)
        finished = out.with_name(out.name + ".part")
        finished.write_bytes(Path(result.model).read_bytes())
        finished.replace(out)
    return 0


def validate(data: Path) -> int:
    """Rasa's own checks of domain, rules and texts, warnings counted as faults."""
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_from_config(
        config_path=str(BOT / "config.yml"),
        domain_path=str(BOT / "domain"),
        training_data_paths=[str(data)],
    )
    validator = Validator.from_importer(importer)
    sound = (
        validator.verify_domain_validity()
        and validator.verify_intents_in_stories(ignore_warnings=False)
        and validator.verify_utterances_in_stories(ignore_warnings=True)
        and validator.verify_forms_in_stories_rules()
        and validator.verify_actions_in_stories_rules()
        and validator.verify_story_structure(ignore_warnings=False)
    )
    return 0 if sound else 1


def run(model: Path, host: str, port: int) -> int:
    """Serve until SIGINT or SIGTERM."""
    if not model.is_file():
        print(f"There is no model at {model}: train one first.", file=sys.stderr)
        return 1
    if missing := neighbours_missing():
        print(f"{missing} is not set.", file=sys.stderr)
        return 1
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from components import lean

    lean.apply()

    async def close(*_: object) -> None:
        await lean.close_sessions()

    serve_application(
        model_path=str(model),
        interface=host,
        port=port,
        credentials=str(BOT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(BOT / "endpoints.yml")),
        enable_api=False,
        server_listeners=[(close, "after_server_stop")],
    )
    return 0


def parse(model: Path) -> int:
    """Understand what comes in, line by line, until it ends."""
    if not model.is_file():
        print(f"There is no model at {model}: train one first.", file=sys.stderr)
        return 1
    from heard_rasa.parse import parse as parsed

    texts = (line.rstrip("\r\n") for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace", "\n"))
    for line in parsed(model, texts):
        print(line, flush=True)
    return 0


def neighbours_missing() -> str | None:
    """Give the variables of `endpoints.yml` their defaults; the name of the first that has none."""
    os.environ.setdefault("HEARD_REDIS_URL", "")
    if port := os.environ.get("HEARD_INNER_PORT"):
        os.environ.setdefault("HEARD_ACTIONS_URL", f"http://127.0.0.1:{port}/webhook")
    if home := os.environ.get("HEARD_HOME"):
        Path(home).mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("HEARD_RASA_STORE", f"sqlite:///{Path(home).resolve() / 'rasa.db'}")
    needed = ("HEARD_INNER_SECRET", "HEARD_ACTIONS_URL", "HEARD_RASA_STORE")
    return next((name for name in needed if not os.environ.get(name)), None)


if __name__ == "__main__":
    sys.exit(main())

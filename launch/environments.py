"""The environments from their locks, and the trained models; each made once for the same inputs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import toolchain
from launch.place import CACHE, ROOT, Trouble, environment, fingerprint, one_at_a_time, quietly, step

BOT = ROOT / "bot"
ENCODER = BOT / "encoder"
STOCK = ROOT / "bench" / "stock"
RASA_ENV = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def modern(tests: bool = False) -> Path:
    """The Python of the modern project; with `tests`, of the same environment with the test tools."""
    python = toolchain.python(toolchain.MODERN)
    folder = _made(
        ROOT, "heard", python, ["--all-groups"] if tests else ["--no-dev"], "tests" if tests else "run"
    )
    return folder / "bin" / "python"


def rasas(tests: bool = False) -> Path:
    """The Python of the Rasa project."""
    python = toolchain.python(toolchain.RASAS)
    folder = _made(
        BOT, "rasa", python, ["--all-groups"] if tests else ["--no-dev"], "tests" if tests else "run"
    )
    return folder / "bin" / "python"


def model() -> Path:
    """The trained model; trained only if something it is made of changed."""
    names = ("config.yml", "domain", "data", "components", "heard_rasa", "uv.lock")
    inputs = [*(BOT / name for name in names), *_teaching()]
    folder = CACHE / "models" / fingerprint(p for p in inputs if p.exists())
    trained = folder / "heard.tar.gz"
    if trained.exists():
        return trained
    sentences = sentence_model()
    python = rasas()
    with one_at_a_time("model"):
        if trained.exists():
            return trained
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "fresh.tar.gz"
        with step("training the language model"), _timed(trained):
            quietly(
                [str(python), "-m", "heard_rasa", "train", "--out", str(fresh)],
                "train",
                "The model could not be trained.",
                environment(**RASA_ENV, HEARD_SENTENCE_MODEL=str(sentences)),
                BOT,
            )
        if not fresh.exists():
            raise Trouble("Training ended without a model. Its output is in .cache/logs/train.log.")
        fresh.rename(trained)
    return trained


def sentence_model() -> Path:
    """The folder of the sentence model, taught our texts; made anew only if they or its making changed."""
    inputs = [*_texts(), *_reading(), *_teaching()]
    folder = CACHE / "sentences" / fingerprint(inputs)
    if folder.exists():
        return folder
    python = _made(ENCODER, "encoder", toolchain.python(toolchain.MODERN), ["--no-dev"], "run")
    with one_at_a_time("sentences"):
        if folder.exists():
            return folder
        fresh = folder.with_name(f"{folder.name}.part")
        with step("teaching the sentence model (some minutes, once for these texts)"), _timed(folder):
            quietly(
                [
                    str(python / "bin" / "python"),
                    "-m",
                    "encoder",
                    "--data",
                    str(BOT / "data"),
                    "--out",
                    str(fresh),
                ],
                "sentences",
                "The sentence model could not be taught.",
                environment(),
                BOT,
            )
        fresh.rename(folder)
    return folder


def stocks() -> Path:
    """The Python of Rasa as it comes, which ours is measured beside; made only for that."""
    return _made(STOCK, "stock", toolchain.python(toolchain.RASAS), ["--no-dev"], "run") / "bin" / "python"


def stock_model() -> Path:
    """Rasa as it comes, trained on our texts; takes the better part of an hour, once for these texts."""
    made_by = [STOCK / name for name in ("config.yml", "stock.py", "uv.lock")]
    return _of_stock(
        made_by, "stock", "training Rasa as it comes (the better part of an hour, once for these texts)"
    )


def stock_bot(epochs: int) -> Path:
    """A whole bot of Rasa as it comes, trained on our texts that many times over; to be talked to."""
    made_by = [
        file for file in STOCK.rglob("*") if file.suffix in (".yml", ".lock") or file.name == "stock.py"
    ]
    doing = "training a bot of Rasa as it comes (some minutes, once for these texts)"
    return _of_stock(made_by, "bot", doing, "--epochs", str(epochs))


def _of_stock(made_by: list[Path], name: str, doing: str, *more: str) -> Path:
    """A model that stock.py trained, made anew only if our texts or its making changed."""
    inputs = [*(BOT / "data").glob("*/*nlu.yml"), *made_by]
    trained = CACHE / "stock" / fingerprint(inputs, *more) / f"{name}.tar.gz"
    python = stocks()
    with one_at_a_time("stock-model"):
        if not trained.exists():
            with step(doing), _timed(trained):
                quietly(
                    [
                        *(str(python), str(STOCK / "stock.py"), "train-bot" if name == "bot" else "train"),
                        *("--data", str(BOT / "data"), "--out", str(trained), *more),
                    ],
                    f"stock-{name}",
                    "Rasa as it comes could not be trained.",
                    environment(**RASA_ENV),
                    STOCK,
                )
    return trained


def taught_in(*trained: Path) -> float | None:
    """Seconds of processor time that making these took, all together; None if one was not timed."""
    kept = [_seconds(one) for one in trained]
    return sum(float(file.read_text()) for file in kept) if all(file.exists() for file in kept) else None


@contextmanager
def _timed(trained: Path) -> Iterator[None]:
    """Keep beside what is made the seconds of processor time that the processes begun meanwhile took."""
    before = os.times()
    yield
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    _seconds(trained).write_text(f"{spent:.1f}\n")


def _seconds(trained: Path) -> Path:
    return trained.with_name(f"{trained.name}.seconds")


def _texts() -> list[Path]:
    """What the sentence model is taught."""
    return [*(BOT / "data").glob("*/*nlu.yml"), *(BOT / "data").glob("safety/not_harm*.txt")]


def _reading() -> list[Path]:
    """How it reads them, and the tiers it tells."""
    return [BOT / "components" / name for name in ("harm.py", "wordpieces.py")]


def _teaching() -> list[Path]:
    """What teaches the sentence model; tools leave their caches beside it."""
    return [*ENCODER.glob("*.py"), ENCODER / "uv.lock"]


def _made(project: Path, name: str, python: str, groups: list[str], stamp: str) -> Path:
    key = fingerprint([project / "uv.lock", project / "pyproject.toml"], python)
    folder = CACHE / "environments" / f"{name}-{key}"
    done = folder / f".{stamp}-ready"
    if done.exists():
        return folder
    with one_at_a_time(name):
        if done.exists():
            return folder
        toolchain.require_free_disk(3000)
        uv = toolchain.uv()
        words = {
            "heard": "Heard's",
            "rasa": "Rasa's",
            "encoder": "the sentence model's",
            "stock": "stock Rasa's",
        }[name]
        with step(f"making {words} environment" + (" with its test tools" if stamp == "tests" else "")):
            quietly(
                [
                    uv,
                    "sync",
                    "--frozen",
                    "--inexact",
                    "--compile-bytecode",
                    "--quiet",
                    *groups,
                    "--project",
                    str(project),
                ],
                f"environment-{name}",
                f"Making {words} environment failed: this machine must reach the Python package index"
                + (f" and has Python {python}." if "/" not in python else "."),
                environment(UV_PROJECT_ENVIRONMENT=str(folder), UV_PYTHON=python),
                project,
            )
        done.touch()
        _drop_older(folder, name)
    return folder


def _drop_older(current: Path, name: str) -> None:
    """Environments of earlier locks are not needed again; a running one is left for the next time."""
    old = sorted(
        (p for p in current.parent.glob(f"{name}-*") if p != current), key=lambda p: p.stat().st_mtime
    )
    for folder in old[:-1]:
        shutil.rmtree(folder, ignore_errors=True)

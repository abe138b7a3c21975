"""Rasa's own modules, with the stand-ins in force, and what Rasa's components are made with."""

from pathlib import Path

import pytest

from heard_rasa import standin

standin.install()

from rasa.engine.graph import ExecutionContext, GraphSchema  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.engine.storage.storage import ModelStorage  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402

BOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    """Where a component keeps what it learnt."""
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def resource() -> Resource:
    """The place of one component in it."""
    return Resource("component")


@pytest.fixture
def context() -> ExecutionContext:
    """What Rasa hands every component; ours do not look at it."""
    return ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="session")
def domain() -> Domain:
    """Our domain, of all topics."""
    return Domain.load(BOT / "domain")

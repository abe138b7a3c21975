"""The public application, asked what it says of the law; it stores nothing, so one serves every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from backend.app import create_apps
from tests.chat.talking import StandInRasa
from tests.installed import Built, settings


class Law:
    """Asks the public application, and looks at how it answers."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def get(self, path: str) -> Response:
        """Any address, as it answers."""
        return self._client.get(path)

    def post(self, path: str, body: Any, **query: str) -> Response:
        """Any question, as it is answered."""
        return self._client.post(path, json=body, params=query)

    def ask(self, path: str, body: Any, **query: str) -> Any:
        """What is answered to a good question."""
        answer = self.post(path, body, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refusal(self, path: str, body: Any, status: int = 422, **query: str) -> str:
        """The sentence of a problem."""
        answer = self.post(path, body, **query)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == status
        assert problem["detail"].endswith(".")
        return str(problem["detail"])


@pytest.fixture(scope="session")
def law(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Law]:
    """Tuesday 31 March 2026, before Easter."""
    home = tmp_path_factory.mktemp("law")
    shutil.copy(sqlite, home / "heard.sqlite")
    inst = Built(f"sqlite:///{home / 'heard.sqlite'}").installation()
    apps = create_apps(settings(home), inst, StandInRasa(inst))
    yield Law(TestClient(apps.public, base_url="http://127.0.0.1:8080"))
    inst.store.close()

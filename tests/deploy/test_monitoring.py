"""The dashboard and the alert rules ask for figures that there are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from backend import telemetry
from backend.services import delivery
from tests.installed import Built

FOLDER = Path(__file__).parents[2] / "deploy" / "monitoring"
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "grafana.json").read_text("utf-8"))
RULES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
QUERIES = [
    *(target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]),
    *(rule["expr"] for rule in RULES),
]
ONLY_WHILE_SOMETHING_WAITS = {"heard_outbox_overdue_seconds", "heard_outbox_trouble", "heard_outbox_waiting"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, sqlite: Path) -> dict[str, set[str]]:
    """The samples a fresh installation shows, each with its labels."""
    file = tmp_path_factory.mktemp("monitored") / "heard.sqlite"
    file.write_bytes(sqlite.read_bytes())
    inst = Built(f"sqlite:///{file}").installation()
    with telemetry.part("gateway"):
        telemetry.became("answered")
    telemetry.alert_raised("urgent")
    telemetry._REQUESTS.labels("GET", "/", "200").observe(0.1)
    samples: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(telemetry.exposition(delivery.figures(inst))):
        for sample in family.samples:
            samples.setdefault(sample.name, set()).update(sample.labels)
    inst.store.close()
    return samples


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_names_figures_and_labels_there_are(query: str, told: dict[str, set[str]]) -> None:
    names = set(re.findall(r"\bheard_[a-z_]+", query))
    assert names
    assert names - set(told) <= ONLY_WHILE_SOMETHING_WAITS
    labels = {name for by in re.findall(r"by \(([a-z, ]+)\)", query) for name in by.split(", ")}
    labels |= set(re.findall(r"([a-z]+)=\"", query))
    assert labels <= {"kind", *(label for name in names for label in told.get(name, ()))}


def test_every_figure_of_ours_is_looked_at(told: dict[str, set[str]]) -> None:
    ours = {re.sub(r"_(bucket|count|sum|created)$", "", name) for name in told if name.startswith("heard_")}
    asked = " ".join(QUERIES)
    assert {name for name in ours if name not in asked} == {"heard_alerts_open"}


def test_panels_do_not_lie_on_each_other() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]]
    assert len(set(places)) == len(places)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(places)

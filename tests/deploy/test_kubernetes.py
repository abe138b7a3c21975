"""The manifests of `deploy/kubernetes`: by Kubernetes' own schemas, and by our rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from backend.settings import Settings

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
VERSION = "1.34"
STAYS = ("backend", "worker", "rasa", "redis")
OTHERS = {"HEARD_ACTIONS_URL", "HEARD_RASA_STORE", "HEARD_REDIS_URL"}
"""Settings of Rasa's process, which reads them itself."""


@cache
def manifests() -> tuple[dict[str, Any], ...]:
    """Everything the base names, in its order."""
    names = yaml.safe_load((FOLDER / "base/kustomization.yaml").read_text("utf-8"))["resources"]
    return tuple(
        one for name in names for one in yaml.safe_load_all((FOLDER / "base" / name).read_text("utf-8"))
    )


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    """The manifests of one kind, by name."""
    return {one["metadata"]["name"]: one for one in manifests() if one["kind"] == kind}


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """What each workload runs, by name."""
    for kind in ("Deployment", "Job"):
        for name, one in of_kind(kind).items():
            yield name, one["spec"]["template"]["spec"]
    for name, one in of_kind("CronJob").items():
        yield name, one["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def containers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every container, those that run first included."""
    for name, pod in pods():
        for one in (*pod.get("initContainers", ()), *pod["containers"]):
            yield name, one


def test_each_keeps_to_its_schema() -> None:
    for one in manifests():
        kubernetes_validate.validate(one, VERSION, strict=True)


def test_every_file_of_the_base_is_named_and_the_example_stands_on_it() -> None:
    named = yaml.safe_load((FOLDER / "base/kustomization.yaml").read_text("utf-8"))["resources"]
    assert {*named, "kustomization.yaml"} == {path.name for path in (FOLDER / "base").iterdir()}
    example = yaml.safe_load((FOLDER / "example/kustomization.yaml").read_text("utf-8"))
    assert example["resources"] == ["../base"]
    ours = {c["image"] for _, c in containers()} - {"redis:7-alpine"}
    assert {image["name"] for image in example["images"]} == ours


def test_what_the_example_changes_is_there_to_be_changed() -> None:
    example = yaml.safe_load((FOLDER / "example/kustomization.yaml").read_text("utf-8"))
    for patch in example["patches"]:
        found: Any = of_kind(patch["target"]["kind"])[patch["target"]["name"]]
        for step in yaml.safe_load(patch["patch"]):
            place = found
            for key in step["path"].strip("/").split("/"):
                place = place[int(key)] if isinstance(place, list) else place[key]
            assert isinstance(place, str)


def test_nobody_has_power_or_can_write_to_the_image() -> None:
    for name, pod in pods():
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
    for name, one in containers():
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, name


def test_each_says_what_it_needs_and_stops_at_a_limit() -> None:
    for name, one in containers():
        assert {"cpu", "memory"} == set(one["resources"]["requests"]), name
        assert one["resources"]["limits"]["memory"], name


@pytest.mark.parametrize("name", STAYS)
def test_what_stays_is_probed(name: str) -> None:
    (one,) = of_kind("Deployment")[name]["spec"]["template"]["spec"]["containers"]
    assert {"readinessProbe", "livenessProbe"} <= set(one)


def test_a_backend_that_can_only_say_sorry_still_says_it() -> None:
    """With Rasa away it is not `ready`, and has words and numbers to call: it must be reached."""
    (one,) = of_kind("Deployment")["backend"]["spec"]["template"]["spec"]["containers"]
    assert one["startupProbe"]["httpGet"]["path"] == "/api/health/ready"
    assert one["readinessProbe"]["httpGet"]["path"] == "/api/health/live"


@pytest.mark.parametrize("name", ["backend", "worker", "rasa"])
def test_of_what_matters_one_is_always_left(name: str) -> None:
    deployment = of_kind("Deployment")[name]["spec"]
    budget = of_kind("PodDisruptionBudget")[name]["spec"]
    assert budget["minAvailable"] == 1
    assert budget["selector"] == deployment["selector"]
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    scaler = of_kind("HorizontalPodAutoscaler").get(name)
    assert (scaler["spec"]["minReplicas"] if scaler else deployment["replicas"]) >= 2
    assert (scaler is None) == ("replicas" in deployment), "two would set the number of one"


def test_services_and_policies_point_at_pods_there_are() -> None:
    labels = {name for name, _ in pods()}
    ports = {name: {p["name"] for c in pod["containers"] for p in c.get("ports", ())} for name, pod in pods()}
    for name, service in of_kind("Service").items():
        assert service["spec"]["selector"] == {"app": name}
        assert {p["targetPort"] for p in service["spec"]["ports"]} <= ports[name]
    for policy in of_kind("NetworkPolicy").values():
        assert set(re.findall(r"'app': '([a-z]+)'", str(policy))) <= labels


def test_nobody_reaches_anybody_unless_it_is_said_and_the_worker_alone_reaches_the_world() -> None:
    policies = of_kind("NetworkPolicy")
    assert policies["nothing"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    anywhere = {
        name
        for name, policy in policies.items()
        for rule in policy["spec"].get("egress", ())
        if "to" not in rule
    }
    assert anywhere == {"worker"}
    assert all("from" in rule for policy in policies.values() for rule in policy["spec"].get("ingress", ()))


def test_no_secret_is_written_down_and_every_setting_is_one_of_ours() -> None:
    assert of_kind("Secret") == {}
    known = {f"HEARD_{name.upper()}" for name in Settings.model_fields} | OTHERS | {"FORWARDED_ALLOW_IPS"}
    said = set(of_kind("ConfigMap")["heard"]["data"])
    said |= {variable["name"] for _, one in containers() for variable in one.get("env", ())}
    assert said <= known
    assert not [name for name in of_kind("ConfigMap")["heard"]["data"] if re.search("SECRET|TOKEN|KEY", name)]

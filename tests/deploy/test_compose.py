"""docker-compose.yml and the Dockerfiles, as far as they can be checked without an engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import pytest
import yaml
from compose_spec import ComposeSpecification

from backend.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
TOOLS = Path(sys.executable).parent
DOCKERFILES = sorted((ROOT / "deploy").glob("*.Dockerfile"))
SECRETS = re.compile(r"SECRET|PASSWORD|KEY|TOKEN")


@cache
def drawing() -> dict[str, Any]:
    """The file as it stands, its anchors filled in."""
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return found


@cache
def services() -> dict[str, dict[str, Any]]:
    """Its services by name."""
    found: dict[str, dict[str, Any]] = drawing()["services"]
    return found


def test_it_keeps_to_the_schema() -> None:
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_a_compose_specification() -> None:
    read = ComposeSpecification.model_validate({k: v for k, v in drawing().items() if not k.startswith("x-")})
    assert set(read.services or {}) == set(services())


def test_all_parts_are_there() -> None:
    parts = {"proxy", "backend", "worker", "rasa", "migrations", "backups", "postgres", "redis"}
    assert set(services()) == parts


def test_what_a_part_waits_for_exists_and_says_when_it_is_ready() -> None:
    for name, service in services().items():
        for other, wish in service.get("depends_on", {}).items():
            assert other in services(), name
            if wish["condition"] == "service_healthy":
                assert "test" in services()[other]["healthcheck"], (name, other)


def test_named_volumes_and_networks_exist_and_all_are_used() -> None:
    mounts = [v.split(":")[0] for service in services().values() for v in service.get("volumes", ())]
    assert {m for m in mounts if not m.startswith("./")} == set(drawing()["volumes"])
    assert {n for service in services().values() for n in service.get("networks", ())} == set(
        drawing()["networks"]
    )


def test_files_that_are_mounted_or_built_from_exist_and_are_mounted_to_be_read() -> None:
    for service in services().values():
        for mount in service.get("volumes", ()):
            if mount.startswith("./"):
                assert (ROOT / mount.split(":")[0]).is_file()
                assert mount.endswith(":ro")
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).is_file()


def test_every_part_that_stays_has_a_health_check() -> None:
    for name, service in services().items():
        if service["restart"] == "no":
            assert service["healthcheck"] == {"disable": True}, name
        else:
            assert service["healthcheck"]["test"], name


def test_only_the_proxy_publishes_a_port() -> None:
    assert [name for name, service in services().items() if service.get("ports")] == ["proxy"]


def test_nothing_but_the_proxy_is_outside() -> None:
    assert drawing()["networks"]["inside"] == {"internal": True}
    places = {name: service["networks"] for name, service in services().items()}
    assert places.pop("proxy") == ["outside", "inside"]
    # The worker alone has a way out, to the mail server and to GOV.UK Notify.
    assert places.pop("worker") == ["inside", "post"]
    assert set(map(tuple, places.values())) == {("inside",)}


def test_the_backend_knows_the_origin_people_see_behind_the_proxy() -> None:
    settings = services()["backend"]["environment"]
    assert settings["HEARD_ORIGIN"].startswith("https://${HEARD_SITE:")
    behind = Settings(
        host=settings["HEARD_HOST"], secret_key=token_urlsafe(32), origin="https://heard.example/"
    )
    assert behind.own_origins == ("https://heard.example",)


def test_the_backend_and_the_language_server_find_each_other_by_name_however_many_there_are() -> None:
    settings, rasa = services()["backend"]["environment"], services()["rasa"]
    assert settings["HEARD_RASA_URL"] == f"http://rasa:{rasa['command'][-1]}"
    assert "0.0.0.0" in rasa["command"]  # noqa: S104
    assert settings["HEARD_INNER_HOST"] == "0.0.0.0"  # noqa: S104
    assert (
        rasa["environment"]["HEARD_ACTIONS_URL"] == f"http://backend:{settings['HEARD_INNER_PORT']}/webhook"
    )
    for name in ("backend", "worker", "rasa"):
        assert "container_name" not in services()[name], "there may be several"


@pytest.mark.parametrize("name", ["backend", "worker", "migrations"])
def test_each_process_of_the_backend_does_one_thing(name: str) -> None:
    does = {"backend": "serve", "worker": "work", "migrations": "migrate"}
    assert services()[name]["command"] == ["python", "-m", "backend", does[name]]


def test_a_part_that_runs_wild_stops_at_its_limit() -> None:
    for name, service in services().items():
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}, name


def test_the_client_that_makes_backups_is_of_the_servers_version() -> None:
    server = re.fullmatch(r"postgres:(\d+)-alpine", services()["postgres"]["image"])
    assert server
    image = (ROOT / services()["backups"]["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert f"postgresql-client-{server[1]} " in image


def test_no_file_system_can_be_written_and_no_rights_can_be_gained() -> None:
    for name, service in services().items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_every_part_but_the_proxy_runs_as_somebody_without_power() -> None:
    for name, service in services().items():
        if name != "proxy":
            assert service["user"] not in ("root", "0", "0:0"), name


@pytest.mark.attack("secrets")
def test_no_secret_is_written_down_and_none_may_be_forgotten() -> None:
    for name, service in services().items():
        for variable, value in service.get("environment", {}).items():
            if SECRETS.search(variable):
                assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value), (name, variable)
            assert not re.search(r"://[^:/@]+:[^$][^@]*@", str(value)), (name, variable)


def test_the_example_names_every_variable_and_gives_no_secret() -> None:
    lines = (ROOT / "deploy/example.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(given) == set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text("utf-8")))
    assert set(given.values()) == {""}


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda path: path.name)
def test_a_dockerfile_has_nothing_the_linter_minds(file: Path) -> None:
    done = subprocess.run(
        [TOOLS / "hadolint", "--no-color", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HADOLINT_FAILURE_THRESHOLD": "style"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda path: path.name)
def test_an_image_runs_as_somebody_without_power_and_holds_what_it_copies(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(r"^USER (?!root|0\b)\w+", text, re.MULTILINE)
    assert "HEALTHCHECK" in text
    sources = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


@pytest.mark.parametrize(
    ("image", "pythons"),
    [
        ("backend", {"built": "3.11", "serve": "3.11"}),
        ("rasa", {"taught": "3.11", "built": "3.10", "": "3.10"}),
    ],
)
def test_an_image_is_built_on_the_python_its_locks_were_made_for(image: str, pythons: dict[str, str]) -> None:
    text = (ROOT / f"deploy/{image}.Dockerfile").read_text(encoding="utf-8")
    stages = re.findall(r"^FROM python:(\S+)-slim(?: AS (\w+))?$", text, re.MULTILINE)
    assert {name: python for python, name in stages} == pythons

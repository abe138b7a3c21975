"""The OpenAPI document: what an address answers, and how each refusal looks, as problem+json.

A route names the refusals of its own with `documented`; those that stand before every route (the door,
the token, the shape of what is sent) are added here, so that none can be forgotten.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from backend.contract import ProblemOut
from backend.problems import TITLES

PROBLEM_JSON = "application/problem+json"
BEFORE_EVERY_ROUTE = (403, 500, 503)
WITH_A_BODY = (400, 408, 413, 415, 422)
_REFERENCE = {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}

Responses = dict[int | str, dict[str, Any]]


def documented(*statuses: int) -> Responses:
    """A route's own refusals, for its `responses`."""
    return {status: _refusal(status) for status in statuses}


def install(app: FastAPI) -> None:
    """Describe `app` truthfully at its `openapi_url`: the addresses under `/api`, and nothing else."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    document["paths"] = {path: item for path, item in document["paths"].items() if path.startswith("/api/")}
    for item in document["paths"].values():
        for operation in item.values():
            _complete(operation)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for frameworks_own in ("HTTPValidationError", "ValidationError"):
        schemas.pop(frameworks_own, None)
    schemas[ProblemOut.__name__] = ProblemOut.model_json_schema()
    return document


def _complete(operation: dict[str, Any]) -> None:
    """Add the refusals that stand before the route; the framework's own 422 is none of ours."""
    responses = operation["responses"]
    responses.pop("422", None)
    statuses = [*BEFORE_EVERY_ROUTE]
    if "requestBody" in operation:
        statuses += WITH_A_BODY
    if operation.get("parameters"):
        statuses.append(422)
    if operation.get("security"):
        statuses.append(401)
    for status in sorted(set(statuses)):
        responses.setdefault(str(status), _refusal(status))


def _refusal(status: int) -> dict[str, Any]:
    return {"description": TITLES[status], "content": {PROBLEM_JSON: {"schema": _REFERENCE}}}

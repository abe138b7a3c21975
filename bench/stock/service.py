"""What the actions of the stock bot ask, and an echo: the least that a web service can cost.

Runs with the project's own Python: `uvicorn service:app`.
"""

from __future__ import annotations

from fastapi import FastAPI

app = FastAPI()


@app.post("/echo")
async def echo(body: dict[str, str]) -> dict[str, str]:
    """What was sent."""
    return body


@app.post("/check")
async def check(body: dict[str, str]) -> dict[str, bool]:
    """An answer is good unless it is empty."""
    return {"good": bool(body["value"].strip())}


@app.post("/complaints")
async def complain(body: dict[str, object]) -> dict[str, str]:
    """The reference of a complaint that nobody keeps."""
    return {"reference": f"STOCK-{len(body)}"}


@app.get("/complaints/{reference}")
async def track(reference: str) -> dict[str, str]:
    """Where it is."""
    return {"reference": reference, "stage": "1"}

"""A gateway that keeps contract.md's chat routes and nothing else: enough for the widget's own tests.

It asks a short complaint's questions in order, whatever is said. What a test wants to see again it types:
`echo: ...` is answered with the same words, `everywhere: ...` with them in each place a message has,
`urgent: ...` and `concern: ...` in that tone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from backend.chat.pages import CouncilLines, Places, pages
from backend.wording import Wording

COUNCILS = {
    "rutland": CouncilLines(
        "Rutland County Council", "the complaints team", "01572 722 577", "enquiries@rutland.gov.uk"
    ),
    "bexley": CouncilLines("London Borough of Bexley", "the complaints team"),
}

PLAN: list[dict[str, Any]] = [
    {
        "asks": "role",
        "input": "choice",
        "text": "Hello. I am a computer that helps people complain.\nWho are you?",
        "choices": ["A young person", "A parent", "Somebody else"],
    },
    {"asks": "what_happened", "input": "text", "text": "What happened? Use your own words."},
    {"asks": "when_happened", "input": "date", "text": "When did it happen?"},
    {
        "asks": "wants_advocate",
        "input": "choice",
        "text": "An advocate is a person who speaks up for you. It is free. Do you want one?",
        "choices": ["Yes please", "No thank you", "Go back"],
    },
    {
        "asks": "contact_detail",
        "input": "contact",
        "text": "Where can the team write to you?",
        "choices": ["Skip"],
    },
    {
        "asks": "check_answers",
        "input": "choice",
        "text": "This is what you told me.\n• What happened: your words\n• When: the date\nShall I send it?",
        "choices": ["Yes, send it", "Change something"],
    },
]
ASKED = len(PLAN)

DONE = {
    "asks": None,
    "input": "none",
    "text": "Thank you for telling us. You will get a letter by Thursday 16 April 2026.",
    "receipt": {"kind": "case", "reference": "RUT-7KX4-M2", "key": "amber kettle violet harbour"},
    "links": [{"title": "Childline", "href": "https://www.childline.org.uk/"}],
}

STORIES = {"what_happened", None}


@dataclass
class Session:
    """One conversation."""

    at: int = 0
    band: str = "teen"
    council: str | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, tuple[Any, dict[str, Any]]] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)


@dataclass
class FakeGateway:
    """What tests look at and turn: sessions by token, the ids received in order, answers to give next."""

    sessions: dict[str, Session] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    received: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What was said and not heard before, in order."""
    next_answers: list[JSONResponse] = field(default_factory=list)
    """Given instead of handling the next messages, one each."""
    made: int = 0

    def forget(self) -> None:
        """As when it was started."""
        self.__init__()  # type: ignore[misc]

    def message(self, session: Session, source: str, **parts: Any) -> dict[str, Any]:
        """One Message of contract.md; it is added to the session."""
        self.made += 1
        message = {
            "id": f"m{self.made}",
            "from": source,
            "at": datetime.now(UTC).isoformat(),
            "lang": "en",
            "dir": "ltr",
            "say": "fake",
            "text": "",
            "choices": [],
            "asks": None,
            "input": "none",
            "progress": None,
            "tone": "normal",
            "links": [],
            "receipt": None,
        } | parts
        session.messages.append(message)
        return message

    def question(self, session: Session) -> dict[str, Any]:
        """The question that is due, with new choices."""
        if session.at >= ASKED:
            return self.message(session, "assistant", **DONE)
        parts = dict(PLAN[session.at])
        session.offered = {f"c-{secrets.token_urlsafe(9)}": title for title in parts.pop("choices", [])}
        if session.band == "child":
            parts["text"] = "In simpler words: " + parts["text"]
        return self.message(
            session,
            "assistant",
            **parts,
            choices=[{"id": one, "title": title} for one, title in session.offered.items()],
            progress={"step": session.at + 1, "of": ASKED},
        )


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """A problem+json answer."""
    headers = {"Retry-After": str(more.pop("retry_after"))} if "retry_after" in more else {}
    body = {"type": "about:blank", "title": detail, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def create(fake: FakeGateway, port: int, wording: Wording) -> FastAPI:
    """The fake behind the real pages, and a page to come from and one to leave to."""
    app = FastAPI()
    own = (f"http://127.0.0.1:{port}", f"http://localhost:{port}")
    app.include_router(pages(wording, COUNCILS, Places(own, own, f"http://127.0.0.1:{port}/weather")))

    @app.get("/weather")
    def weather() -> Response:
        return HTMLResponse("<!doctype html><title>Weather</title><h1>Sunny</h1>")

    @app.get("/before")
    def before() -> Response:
        return HTMLResponse("<!doctype html><title>Before</title><h1>The page before</h1>")

    @app.get("/embedded")
    def embedded(how: str = "") -> Response:
        """A council's page under a strict policy of its own, or with rough styles, or right to left."""
        host, rough = (
            own[1],
            "<style>button,iframe,div{margin:9px;text-transform:uppercase;float:left;width:9px}</style>",
        )
        policy = (
            f"default-src 'none'; script-src {host}; style-src 'self'; img-src data:; frame-src {host}"
            if how == "strict"
            else ""
        )
        html = (
            f"<!doctype html><html lang=en dir={'rtl' if how == 'rtl' else 'ltr'}><title>Our council</title>"
            f"<meta name=viewport content='width=device-width'>{rough if how == 'rough' else ''}"
            f"<h1>Our council</h1><script src='{host}/heard.js' data-council=rutland defer></script>"
        )
        return HTMLResponse(html, headers={"Content-Security-Policy": policy} if policy else {})

    def session_of(request: Request) -> Session | None:
        return fake.sessions.get(request.headers.get("authorization", "").removeprefix("Bearer "))

    @app.post("/api/chat/sessions", status_code=201)
    async def open_session(request: Request) -> Any:
        start = await request.json()
        token = secrets.token_urlsafe(32)
        session = fake.sessions[token] = Session(
            council=start.get("council"), band=start.get("age_band") or "teen"
        )
        fake.message(session, "assistant", text="You can stop at any time. Nothing is sent without your yes.")
        fake.question(session)
        return {"token": token, "expires_at": "2026-01-01T00:00:00+00:00", "messages": session.messages}

    @app.post("/api/chat/messages")
    async def say(request: Request) -> Any:
        body = await request.json()
        fake.received.append(body["id"])
        session = session_of(request)
        if session is None:
            return problem(401, "This conversation has ended.")
        if fake.next_answers:
            return fake.next_answers.pop(0)
        if body["id"] in session.answers:
            asked, answer = session.answers[body["id"]]
            return answer if asked == body else problem(409, "That id was used for something else.")
        if "choice" in body and body["choice"] not in session.offered:
            return problem(409, "That choice is not offered now.", messages=[fake.question(session)])
        spoken = body.get("text") or session.offered[body["choice"]]
        fake.said.append(spoken)
        fake.message(session, "person", text=spoken, id=body["id"], dir="auto")
        answer = {"messages": reply(session, spoken), "age_band": session.band, "locale": "en"}
        session.answers[body["id"]] = (body, answer)
        return answer

    def reply(session: Session, spoken: str) -> list[dict[str, Any]]:
        command, _, words = spoken.partition(": ")
        if command == "echo":
            return [fake.message(session, "assistant", text=words, choices=[{"id": "x", "title": words}])]
        if command == "everywhere":
            return [
                fake.message(
                    session,
                    "assistant",
                    text=f"{words}\n\n{words}",
                    english=words,
                    draft=True,
                    input="date",
                    choices=[{"id": "x", "title": words, "say": words}],
                    links=[{"title": words, "href": words}],
                    receipt={"kind": "case", "reference": words, "key": words},
                )
            ]
        if command == "link":
            link = {"title": words, "href": words}
            return [fake.message(session, "assistant", text="A link.", links=[link])]
        if command in ("urgent", "concern"):
            return [fake.message(session, "assistant", text=words, tone=command), fake.question(session)]
        if spoken == "A parent":
            session.band = "adult"
        session.at = max(session.at - 1, 0) if spoken == "Go back" else session.at + 1
        return [fake.question(session)]

    @app.get("/api/chat/messages")
    def history(request: Request) -> Any:
        session = session_of(request)
        if session is None:
            return problem(401, "This conversation has ended.")
        return {"messages": session.messages}

    @app.patch("/api/chat/sessions")
    async def speak(request: Request) -> Any:
        session = session_of(request)
        if session is None:
            return problem(401, "This conversation has ended.")
        session.band = (await request.json()).get("age_band") or session.band
        return {"messages": [fake.question(session)], "age_band": session.band, "locale": "en"}

    @app.delete("/api/chat/sessions", status_code=204)
    def end(request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        fake.sessions.pop(token, None)
        fake.dead.add(token)
        return Response(status_code=204)

    return app

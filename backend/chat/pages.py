"""The widget's files and pages: the loader, the frame's page, its files, a demonstration council page.

The words of each page are rendered into it (wording keys `widget.*`), so that buttons, the way out and
the people to call are there when no other request succeeds. Nothing here sets a cookie.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backend.browser_forms import unbroken
from backend.chat import colours
from backend.chat.wire import AgeBand
from backend.wording import UnknownLocale, Wording

HOME = Path(__file__).resolve().parents[2] / "widget"

SCRIPTS = (
    "leave.js", "away.js", "kept.js", "look.js", "aloud.js", "gateway.js", "messages.js", "chat.js",
)  # fmt: skip
"""The modules of the chat, each after those it imports: sent as one, which is smaller and sooner there."""

FILES = {
    "chat.js": "text/javascript; charset=utf-8",
    "chat.css": "text/css; charset=utf-8",
    "demo.css": "text/css; charset=utf-8",
}
"""What is served under `/widget/`, and as what."""

FILLED_IN_BROWSER = {name: f"{{{name}}}" for name in ("step", "of", "left", "over", "seconds", "minutes")}
"""Facts that only the browser knows: they stay as braces in the words it is given."""

A_YEAR = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
REVALIDATE = "no-cache"
NEVER = "no-store"

_UNUSED_FEATURES = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "usb", "browsing-topics",
)  # fmt: skip
_AROUND_SIGNS = re.compile(r"\s*([{};,])\s*|(:)\s+")
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_COMMENT_OR_INDENT = re.compile(r"^\s*(?://[^\n]*\n|/\*.*?\*/\s*?\n)|^\s+", re.MULTILINE | re.DOTALL)
"""What only those who read the source need: it is not sent."""
_BETWEEN_MODULES = re.compile(r"^import [^;]*;\n|^export ", re.MULTILINE)
"""What one module says of another: together they are one."""


@dataclass(frozen=True)
class CouncilLines:
    """What a page says of a council: its name, and how to reach its people. Numbers as they are said."""

    name: str
    team: str
    phone: str | None = None
    email: str | None = None
    duty: str | None = None
    """The number out of hours; only one that a source gives."""


@dataclass(frozen=True)
class Places:
    """Where the pages stand: addresses and origins (`http://127.0.0.1:8080`)."""

    own: Sequence[str]
    """The origins the server answers under. The demonstration page loads the chat from another of
    them than its own, as a council's site would."""
    frames: Sequence[str]
    """Whose pages may show the chat in a frame; our own among them."""
    leave_to: str
    """The neutral address that "Leave quickly" goes to."""


@dataclass(frozen=True)
class File:
    """A file as it is sent, plain and packed."""

    body: bytes
    packed: bytes
    kind: str
    etag: str

    @classmethod
    def of(cls, text: str, kind: str) -> File:
        """Pack once; the tag changes with the content."""
        body = text.encode()
        return cls(body, gzip.compress(body, 9, mtime=0), kind, f'"{hashlib.sha256(body).hexdigest()[:16]}"')

    def answer(self, request: Request, keep: str, headers: Mapping[str, str] | None = None) -> Response:
        """Packed where the browser takes it, 304 where it has it; `keep` is the Cache-Control."""
        given = {
            "Cache-Control": keep,
            "ETag": self.etag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            **(headers or {}),
        }
        if keep != NEVER and request.headers.get("if-none-match") == self.etag:
            return Response(status_code=304, headers=given)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.kind, headers={**given, "Content-Encoding": "gzip"})
        return Response(self.body, media_type=self.kind, headers=given)


def pages(
    wording: Wording,
    councils: Mapping[str, CouncilLines],
    places: Places,
    only_council: str | None = None,
    languages: Sequence[tuple[str, str]] = (("en", "English"),),
) -> APIRouter:
    """The routes `/`, `/chat`, `/heard.js` and `/widget/...`.

    `councils` by id. `only_council` is the one council an installation serves, whatever a page says.
    `languages` are (tag, own name) of those a person may choose; one alone shows no choice.
    """
    router = APIRouter(include_in_schema=False)
    templates = Environment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters.update(dial=dial, unbroken=unbroken)
    templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    files = {name: File.of(_sent(name), kind) for name, kind in FILES.items()}
    version = hashlib.sha256("".join(file.etag for file in files.values()).encode()).hexdigest()[:12]
    loader = _sent("heard.js")
    named = {name for names in re.findall(r"words\.(\w+)|'(\w+)'", _sent("chat.js")) for name in names}

    def asked(key: str) -> bool:
        """Whether a script may say these words; all others stand in the page already."""
        return key in named or f"{key.split('_')[0]}_" in named

    def voice(locale: str | None, age_band: str | None) -> dict[str, Any]:
        """The page's words in one voice; a language there is not is answered in the first."""
        try:
            tag = wording.match(locale or languages[0][0])
        except UnknownLocale:
            tag = languages[0][0]
        band = age_band or "teen"
        keys = sorted(key for key in wording.keys() if key.startswith("widget."))  # noqa: SIM118
        said = {key: wording.render(key, FILLED_IN_BROWSER, tag, band) for key in keys}
        return {
            "locale": tag,
            "dir": said["widget.title"].dir,
            "age_band": band,
            "words": {key.removeprefix("widget."): unbroken(words.own) for key, words in said.items()},
            "english": {
                key.removeprefix("widget."): words.english for key, words in said.items() if words.english
            },
        }

    def page(name: str, spoken: Mapping[str, Any], council: str | None, **facts: object) -> File:
        named = only_council or council
        found = named if named in councils else ""
        html = templates.get_template(name).render(
            voice={
                **{name: spoken[name] for name in ("locale", "dir", "age_band")},
                "words": {key: text for key, text in spoken["words"].items() if asked(key)},
            },
            w=spoken["words"],
            english=spoken["english"],
            files=f"/widget/{version}",
            leave_to=places.leave_to,
            council_id=found,
            council=councils.get(found or ""),
            **facts,
        )
        return File.of(_INDENT.sub("", html), "text/html; charset=utf-8")

    @router.get("/heard.js")
    def heard(request: Request, locale: str | None = None) -> Response:
        """The loader, with its few words in it; any page may load it."""
        spoken = voice(locale, None)
        settings = {
            "leave": places.leave_to,
            "locale": spoken["locale"],
            "words": {key: spoken["words"][key] for key in ("title", "launch", "launch_failed")},
        }
        text = loader.replace("'__SETTINGS__'", json.dumps(settings, ensure_ascii=False))
        script = File.of(text, "text/javascript; charset=utf-8")
        return script.answer(request, AN_HOUR, {"Cross-Origin-Resource-Policy": "cross-origin"})

    @router.get("/chat")
    def chat(
        request: Request,
        council: Annotated[str | None, Query(max_length=40)] = None,
        host: Annotated[str | None, Query(max_length=300)] = None,
        locale: Annotated[str | None, Query(max_length=35)] = None,
        age_band: AgeBand | None = None,
        colour: Annotated[str | None, Query(max_length=40)] = None,
    ) -> Response:
        """The frame's page, and a page of its own; `host` is the origin of the page around it.

        `colour` is the council's, six hexadecimal digits; anything else is left out.
        """
        html = page(
            "chat.html",
            voice(locale, age_band),
            council,
            host=host if host in places.frames else "",
            band_chosen=age_band is not None,
            languages=languages,
            colour=colour if colours.read(colour) else "",
        )
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'; "
            f"frame-ancestors {' '.join(places.frames)}"
        )
        return html.answer(request, NEVER, _page_headers(policy))

    @router.get("/")
    def demonstration(
        request: Request,
        council: Annotated[str | None, Query(max_length=40)] = None,
        locale: Annotated[str | None, Query(max_length=35)] = None,
        colour: Annotated[str | None, Query(max_length=40)] = None,
        position: Annotated[str | None, Query(max_length=40)] = None,
    ) -> Response:
        """A council's page as it might be, saying plainly that it is none.

        `locale`, `colour` and `position` are those of docs/embedding.md, to be tried before they are used.
        """
        here = f"{request.url.scheme}://{request.headers.get('host', '')}"
        chat_origin = next((origin for origin in places.own if origin != here), here)
        html = page(
            "demo.html",
            voice(locale, "adult"),
            council,
            chat_origin=chat_origin,
            colour=colour if colours.read(colour) else "",
            position=position if position in ("left", "right") else "",
            councils={} if only_council else councils,
        )
        policy = (
            f"default-src 'none'; script-src {chat_origin}; frame-src {chat_origin}; style-src 'self'; "
            "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return html.answer(request, NEVER, _page_headers(policy))

    @router.get("/widget/words")
    def words(
        request: Request,
        locale: Annotated[str | None, Query(max_length=35)] = None,
        age_band: AgeBand | None = None,
    ) -> Response:
        """The page's words in another voice."""
        text = json.dumps(voice(locale, age_band), ensure_ascii=False)
        return File.of(text, "application/json").answer(request, REVALIDATE)

    @router.get("/widget/colours/{digits}.css")
    def coloured(request: Request, digits: str) -> Response:
        """The style sheet for a council's colour."""
        if (colour := colours.read(digits)) is None:
            raise HTTPException(404, "A colour is written as six hexadecimal digits.")
        style = File.of(colours.style(colour), "text/css; charset=utf-8")
        return style.answer(request, AN_HOUR, {"Cross-Origin-Resource-Policy": "same-origin"})

    @router.get("/widget/{name}")
    @router.get("/widget/{of_version}/{name}")
    def file(request: Request, name: str, of_version: str | None = None) -> Response:
        """A file of the widget; under its version it never changes."""
        if name not in files:
            raise HTTPException(404, "There is no such file. The widget's files are named in its page.")
        keep = A_YEAR if of_version == version else REVALIDATE
        return files[name].answer(request, keep, {"Cross-Origin-Resource-Policy": "same-origin"})

    return router


def _sent(name: str) -> str:
    """A file of the widget as it is sent; under the chat's name, all its scripts."""
    sources = SCRIPTS if name == SCRIPTS[-1] else (name,)
    text = "".join(_COMMENT_OR_INDENT.sub("", (HOME / source).read_text("utf-8")) for source in sources)
    return _AROUND_SIGNS.sub(r"\1\2", text) if name.endswith(".css") else _BETWEEN_MODULES.sub("", text)


def _page_headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def dial(number: str) -> str:
    """A number as `tel:` takes it: digits, and a plus in front."""
    return re.sub(r"[^0-9+]", "", number)

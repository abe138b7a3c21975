"""What the plain pages show: the page before the first one, and the conversation, newest first to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Response
from markupsafe import Markup

from backend import browser_forms
from backend.chat.pages import CouncilLines, dial
from backend.chat.plain.filled import KEPT, Filled
from backend.chat.telling import DEFAULT_BAND, DEFAULT_LOCALE
from backend.wording import BANDS, UnknownLocale, Wording, Words

HERE = Path(__file__).parent
LONGEST = 60_000
"""Letters a box takes: more than a story may have, so that too much is told and not cut off unseen."""


@dataclass(frozen=True)
class Voice:
    """How a page speaks."""

    locale: str = DEFAULT_LOCALE
    age_band: str = DEFAULT_BAND


@dataclass(frozen=True)
class Talk:
    """A conversation as a page shows it."""

    messages: Sequence[Mapping[str, Any]]
    """Both sides, oldest first."""
    token: str
    id: str
    """The id of the message that this page will send."""
    council: str | None
    voice: Voice
    usual: str
    notices: Sequence[Mapping[str, Any]] = ()
    """Words beside the conversation: why something could not be taken, and whom to call."""
    words: Sequence[str] = ()
    """The page's own words about what was sent."""
    filled: Filled = field(default_factory=Filled)
    """What stays in the boxes."""
    keys: Mapping[str, str] = field(default_factory=dict)
    no_such_day: bool = False
    status: int = 200


class Pages:
    """Renders them."""

    def __init__(
        self,
        wording: Wording,
        councils: Mapping[str, CouncilLines],
        leave_to: str,
        languages: Sequence[tuple[str, str]],
    ) -> None:
        self._wording, self._councils = wording, councils
        self._leave_to, self._languages = leave_to, languages
        self._style = (HERE / "page.css").read_bytes()
        self._headers = browser_forms.page_headers(leave_to)
        self._templates = browser_forms.templates(HERE / "pages")
        self._templates.filters.update(dial=dial, own=own, unbroken=browser_forms.unbroken)
        self._templates.globals.update(
            style=f"/chat/plain/page.css?{hashlib.sha256(self._style).hexdigest()[:12]}",
            leave_to=leave_to,
            languages=languages,
            kept=KEPT,
            longest=LONGEST,
        )

    def voice(self, locale: str | None, age_band: str | None) -> Voice:
        """The nearest voice there is; a language there is not is answered in the first."""
        try:
            tag = self._wording.match(locale or DEFAULT_LOCALE)
        except UnknownLocale:
            tag = DEFAULT_LOCALE
        return Voice(tag, age_band or DEFAULT_BAND)

    def says(self, key: str, voice: Voice, **facts: object) -> str:
        """One sentence of the catalogue, for a template."""
        return _marked(self._wording.render(key, facts, voice.locale, voice.age_band))

    def stylesheet(self) -> Response:
        """The one style sheet; its address changes with its content."""
        headers = {"Cache-Control": "max-age=86400"}
        return Response(self._style, media_type="text/css; charset=utf-8", headers=headers)

    def before(
        self,
        voice: Voice,
        council: str | None,
        status: int = 200,
        words: Sequence[str] = (),
        notices: Sequence[Mapping[str, Any]] = (),
        filled: Filled | None = None,
    ) -> Response:
        """The page before the first: how to leave, whom to call, and a way in. No conversation is open."""
        return self._page(
            "before",
            voice,
            status,
            council,
            token="",
            words=words,
            notices=notices,
            filled=filled or Filled(),
        )

    def nothing_here(self, voice: Voice, council: str | None, status: int) -> Response:
        """For an address at which there is no page: the ways in, and how to leave and whom to call."""
        open_case = self.says("case.door.title", voice)
        return self._page("nothing_here", voice, status, council, token="", open_case=open_case)

    def about(self, name: str, voice: Voice, council: str | None, facts: Mapping[str, Any]) -> Response:
        """One of the pages beside the chat, about this council."""
        return self._page(f"about_{name}", voice, 200, council, token="", here=name, about=facts, bands=BANDS)

    def talk(self, talk: Talk) -> Response:
        """The conversation: what is new, what is asked, its answers; all that was said before is folded."""
        mine = [n for n, message in enumerate(talk.messages) if message["from"] == "person"]
        newest = mine[-1] if mine else 0
        asked = next((one for one in reversed(talk.messages) if one["from"] == "assistant"), None)
        return self._page(
            "talk",
            talk.voice,
            talk.status,
            talk.council,
            token=talk.token,
            talk=talk,
            earlier=talk.messages[:newest],
            newest=talk.messages[newest:],
            asked=asked,
            keys={**talk.keys, **_keys(talk.messages)},
        )

    def _machine_made(self, voice: Voice) -> str:
        """What a page in words that nobody has checked says of them; nothing where somebody has."""
        return self.says("letters.machine_made", voice) if self._wording.is_draft(voice.locale) else ""

    def _page(self, name: str, voice: Voice, status: int, council: str | None, **shown: Any) -> Response:
        title = self._wording.render("widget.title", {}, voice.locale, voice.age_band)
        html = self._templates.get_template(f"{name}.html").render(
            t=lambda key, **facts: self.says(f"plain.{key}", voice, **facts),
            w=lambda key, **facts: self.says(f"widget.{key}", voice, **facts),
            a=lambda key, **facts: self.says(f"about.{key}", voice, **facts),
            machine_made=self._machine_made(voice),
            voice=voice,
            dir=title.dir,
            council_id=council or "",
            council=self._councils.get(council or ""),
            **shown,
        )
        return Response(html, status, self._headers, media_type="text/html; charset=utf-8")


def _marked(words: Words) -> str:
    """The checked English below a draft says that it is English, to whoever hears the page."""
    if words.english is None:
        return words.text
    both = Markup('{} <span class="english" lang="en" dir="ltr">{}</span>')
    return both.format(words.own, words.english)


def own(message: Mapping[str, Any]) -> str:
    """What a message says in its own language, without the English below it."""
    text, english = str(message["text"]), message["english"]
    return text.removesuffix(english).rstrip() if english else text


def as_shown(
    said: Sequence[Mapping[str, Any]], answer: Sequence[Mapping[str, Any]], keys: Mapping[str, str]
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The conversation as it is kept, each receipt with the key that was shown; and what was said beside it.

    Only the answer has a receipt's key. What it says and the conversation does not keep stands beside it;
    a question said again is the conversation's own.
    """
    known = {**keys, **_keys(answer)}
    kept_ids = {message["id"] for message in said}
    last = said[-1]["say"] if said else None
    beside = [
        one
        for one in answer
        if one["id"] not in kept_ids and one["from"] == "assistant" and one["say"] != last
    ]
    return [_with_key(message, known) for message in said], beside


def _with_key(message: Mapping[str, Any], keys: Mapping[str, str]) -> Mapping[str, Any]:
    receipt = message["receipt"]
    if not receipt:
        return message
    return {**message, "receipt": {**receipt, "key": receipt["key"] or keys.get(receipt["reference"])}}


def _keys(messages: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    receipts = [message["receipt"] for message in messages if message["receipt"]]
    return {one["reference"]: one["key"] for one in receipts if one["key"]}

"""Keys and facts into words for one person's age band and language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from backend.say import Choice, Say
from backend.wording import Wording, Words


@dataclass(frozen=True)
class Offered:
    """A choice as it was offered: the opaque id the client sees, and what it means."""

    id: str
    choice: Choice


def offer(choices: Sequence[Choice]) -> tuple[Offered, ...]:
    """Give each choice an id that tells nothing and fits no other message."""
    return tuple(Offered(f"c-{token_urlsafe(9)}", choice) for choice in choices)


def with_question(told: Sequence[Say], question: Say | None) -> list[Say]:
    """The question comes last; what is said before it offers no choices of its own."""
    if question is None:
        return list(told)
    return [*(replace(say, choices=()) for say in told), question]


SAID_BY_AGE = (
    "about.safe.",
    "advocate.answer.about",
    "care.own",
    "care.word.iro",
    "care.word.review",
    "case.help",
    "complaint.ask.council",
    "complaint.ask.wants_advocate",
    "complaint.council.find_out",
    "complaint.how_we_treat",
    "contact.answer.person",
    "contact.person.",
    "elsewhere.england.team",
    "elsewhere.other_rules",
    "errors.closed",
    "plain.before.what",
    "rights.answer.address_told",
    "rights.answer.carer",
    "rights.answer.child_is_asked",
    "rights.answer.confidentiality",
    "rights.answer.entitled",
    "rights.answer.must_tell",
    "rights.answer.parental_responsibility",
    "rights.answer.relatives",
    "rights.answer.what_about",
    "rights.answer.what_is_this",
    "rights.answer.why_decided",
    "safety.",
    "session.usual",
    "session.welcome",
    "widget.help_childline",
    "widget.help_duty_unknown",
    "write.done_got_worse",
)
"""How the keys begin of what says to a child something else than to a grown-up, not only in easier words."""


@dataclass(frozen=True)
class Voice:
    """How this person is spoken to now."""

    wording: Wording
    locale: str
    age_band: str
    grown_up: bool = False

    def words(self, key: str, facts: Mapping[str, Any]) -> Words:
        """The words of a key in this voice; no grown-up who wants simple words is called a child."""
        band = "adult" if self.grown_up and key.startswith(SAID_BY_AGE) else self.age_band
        return self.wording.render(key, facts, self.locale, band)

    def title(self, choice: Choice) -> str:
        """What stands on a button."""
        return self.words(choice.title, choice.facts).text

    def buttons(self, offered: Sequence[Offered]) -> list[dict[str, str]]:
        """The live choices as contract.md's: `say` is the wording key of the title."""
        return [{"id": one.id, "title": self.title(one.choice), "say": one.choice.title} for one in offered]

    def assistant(
        self, say: Say, message_id: str, at: datetime, offered: Sequence[Offered] = (), key: str | None = None
    ) -> dict[str, Any]:
        """contract.md's Message. `offered` are the live choices; `key` is shown in a receipt once."""
        words = self.words(say.key, say.facts)
        return {
            "id": message_id,
            "from": "assistant",
            "at": at.isoformat(timespec="seconds"),
            "lang": words.lang,
            "dir": words.dir,
            "draft": words.draft,
            "say": say.key,
            "text": words.text,
            "english": words.english,
            "choices": self.buttons(offered),
            "asks": say.asks,
            "input": say.input,
            "progress": {"step": say.progress[0], "of": say.progress[1]} if say.progress else None,
            "tone": say.tone,
            "links": [
                {"title": self.words(link.title, link.facts).text, "href": self._in_this_voice(link.href)}
                for link in say.links
            ],
            "receipt": {**say.receipt, "key": key} if say.receipt else None,
        }

    def _in_this_voice(self, href: str) -> str:
        """An address of our own asks for its page in this language and band; any other stays as it is."""
        return f"{href}?language={self.locale}&age_band={self.age_band}" if href.startswith("/") else href

    def person(self, text: str, message_id: str, at: datetime) -> dict[str, Any]:
        """The person's own message, verbatim."""
        return {
            "id": message_id,
            "from": "person",
            "at": at.isoformat(timespec="seconds"),
            "lang": self.locale,
            "dir": "auto",
            "draft": False,
            "say": None,
            "text": text,
            "english": None,
            "choices": [],
            "asks": None,
            "input": "none",
            "progress": None,
            "tone": "normal",
            "links": [],
            "receipt": None,
        }

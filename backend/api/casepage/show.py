"""What the case page shows: the templates, their words in one voice, and a case laid out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Response
from markupsafe import Markup, escape

from backend import browser_forms
from backend.api.casepage.forms import FORMS, open_forms
from backend.cases.lifecycle import STAGES_OF_ROUTE
from backend.cases.points import THE_WHOLE
from backend.cases.viewers import PARTS, Guest, Kind, Viewer, may_let_in
from backend.clock import LONDON
from backend.journeys.draft import CaseNow
from backend.journeys.says import told_of_people
from backend.reports.equality import QUESTIONS, asked_of
from backend.say import Say
from backend.services import accesses, complaints, equality, viewing
from backend.services.complaints import OpenCase
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.tracking import Holder
from backend.services.wishes import case_now
from backend.timeline_picture import stages
from backend.views import Speaker, case_view
from backend.wording import BANDS, HOME, UnknownLocale

HERE = Path(__file__).parent
PATH = "/case"
GUESTS: tuple[Guest, ...] = ("advocate", "child")
OWN_NAME: Mapping[Kind, str] = {"complainant": "person", "child": "child", "advocate": "advocate"}
"""How a viewer is called in what they sent."""


TOPICS = frozenset(
    {
        *("advocate", "calendar", "case", "complaint", "contact", "eligibility", "escalate", "history"),
        *("letters", "option", "pause", "reply", "talk", "timeline", "track", "withdraw", "write"),
    }
)
"""The topics whose sentences stand on the page."""


@dataclass(frozen=True)
class Visit:
    """Somebody with the page open: their token, for whom it stands, in which voice and language they read."""

    holder: Holder
    token: str
    band: str
    language: str
    offered: tuple[str, ...] = (HOME,)
    """The languages this page can be read in: English, the case's own, the one chosen at the door."""
    chosen: str = ""
    """The language they chose; empty where it is the case's own."""

    @property
    def viewer(self) -> Viewer:
        """As whom they look."""
        return self.holder.viewer


@dataclass(frozen=True)
class Told:
    """What the page says of what was just done or refused: a sentence, and the form it is about."""

    words: str = ""
    status: int = 200
    filled: Mapping[str, str] = field(default_factory=dict)
    """What was typed in a form that was refused, or that could not be sent before."""
    key: str | None = None
    """A key just made, told this once."""
    key_for: str = ""

    @property
    def kind(self) -> str:
        """The form that was sent."""
        return self.filled.get("kind", "")


NOTHING = Told()


class Page:
    """Renders the door and the case."""

    def __init__(self, inst: Installation, leave_to: str) -> None:
        self._inst = inst
        self._style = (HERE / "page.css").read_bytes()
        self._version = hashlib.sha256(self._style).hexdigest()[:12]
        self._headers = browser_forms.page_headers(leave_to)
        self._templates = browser_forms.templates(HERE / "pages")
        self._templates.filters["checked"] = _checked

    def says(self, key: str, band: str, language: str = HOME, **facts: object) -> str:
        """One sentence of the catalogue in a voice."""
        return browser_forms.unbroken(self._inst.wording.render(key, facts, language, band).text)

    def nearest(self, asked: Iterable[str]) -> str:
        """The first of some tags that the page can be read in; else English."""
        for tag in asked:
            try:
                if self.has_all(language := self._inst.wording.match(tag)):
                    return language
            except UnknownLocale:
                continue
        return HOME

    def has_all(self, language: str) -> bool:
        """Whether the whole page can be read in a language."""
        wording = self._inst.wording
        return language in wording.locales() and wording.has_all(language, TOPICS)

    def visit(self, holder: Holder, token: str, band: str, chosen: str = "") -> Visit:
        """Somebody's visit: in the language they chose, else in that of the case.

        A language that has not all of the page is not offered.
        """
        inst = self._inst
        with inst.store.read() as tx:
            case = viewing.read(inst, tx, holder.case_id, holder.viewer.key_id)
        own = complaints.language_of(case) if case is not None and case.events else HOME
        offered = tuple(one for one in dict.fromkeys((HOME, own, chosen)) if self.has_all(one))
        language = next((one for one in (chosen, own) if one in offered), HOME)
        return Visit(holder, token, band, language, offered, chosen)

    def paper_language(self, visit: Visit) -> str:
        """The language of a paper to keep: English where its words are not all there or cannot be drawn."""
        wording, topics = self._inst.wording, TOPICS | {"paper"}
        drawable = wording.render("case.title", {}, visit.language, visit.band).dir == "ltr"
        return visit.language if drawable and wording.has_all(visit.language, topics) else HOME

    def stylesheet(self) -> Response:
        """The one style sheet; its address changes with its content."""
        headers = {"Cache-Control": "max-age=86400"}
        return Response(self._style, media_type="text/css; charset=utf-8", headers=headers)

    def door(
        self,
        status: int = 200,
        wrong: str = "",
        kept: Mapping[str, str] | None = None,
        language: str = HOME,
    ) -> Response:
        """The form for the pair; what an ended visit could not send goes on from page to page with it."""
        kept = kept or {}
        band = kept.get("age_band", "")
        band = band if band in BANDS else "adult"
        return self._page(
            "door",
            band,
            status,
            language=language,
            wrong=self.says(f"case.door.wrong.{wrong}", band, language) if wrong else "",
            reference=kept.get("reference", ""),
            unsent={name.removeprefix("kept."): told for name, told in kept.items() if _carried(name, told)},
            bands=BANDS,
            languages=self._inst.wording.languages(),
        )

    def case(self, visit: Visit, told: Told = NOTHING) -> Response:
        """The case as this viewer sees it today; the door where their key has ended."""
        inst, viewer = self._inst, visit.viewer
        with inst.store.begin() as tx:
            case = viewing.look(inst, tx, visit.holder.case_id, viewer.key_id)
            given = accesses.given_by(tx, visit.holder.case_id, viewer)
        if case is None:
            return self.door(401, "ended", language=visit.language)
        now = seen_now(inst, case)
        view = case_view(inst, case, visit.language, visit.band)
        contact = complaints.contact(case.events, case.words, viewer.side)
        return self._page(
            "case",
            visit.band,
            told.status,
            council=case.row.council,
            case=view,
            stages=self._stages(case),
            dates=_dates(case, view["deadlines"]),
            options={option["option"]: option for option in view["options"]},
            forms={kind: FORMS[kind] for kind in open_forms(now, viewer.kind)},
            now=now,
            reached=contact.get("contact_method") if viewer.kind != "advocate" else None,
            own_name=OWN_NAME[viewer.kind],
            may_let_in=[guest for guest in GUESTS if may_let_in(viewer, guest, case.row.role)],
            given=given,
            equality=self._equality(case, visit),
            parts=_parts(case),
            points_named={point["id"]: point["words"] for point in view["complaint"]["points"]},
            csrf=browser_forms.mark(visit.token),
            once=secrets.token_urlsafe(16),
            told=told,
            bands=BANDS,
            languages={one: inst.wording.languages()[one] for one in visit.offered},
            language=visit.language,
        )

    def _equality(self, case: OpenCase, visit: Visit) -> list[dict[str, Any]]:
        """The questions of equality monitoring with their answers, until this viewer was asked."""
        if not equality.is_open(case):
            return []
        return [
            {
                "name": name,
                "answers": [
                    (one, equality.words(self._inst, name, one, visit.language, visit.band))
                    for one in QUESTIONS[name]
                ],
            }
            for name in asked_of(visit.band)
        ]

    def _stages(self, case: OpenCase) -> list[dict[str, Any]]:
        """The stages of the procedure it is under: over, here, or to come, with the day each began.

        None where it is at no stage: it is no complaint, or goes another way now.
        """
        if case.row.kind != "complaint" or case.timeline.stage == 0:
            return []
        spans = stages((complaints.as_event(event) for event in case.events), self._inst.today())
        begun, here = {span.stage: span.begins for span in spans}, case.timeline.stage
        ended = case.timeline.status in ("closed", "withdrawn", "declined", "with_ombudsman")
        return [
            {
                "stage": stage,
                "place": "later" if stage > here else "done" if stage < here or ended else "now",
                "began": begun.get(stage),
            }
            for stage in range(1, STAGES_OF_ROUTE.get(case.timeline.route, 0) + 1)
        ]

    def _page(
        self,
        name: str,
        band: str,
        status: int,
        council: str | None = None,
        language: str = HOME,
        **shown: Any,
    ) -> Response:
        def said(key: str, **facts: object) -> str:
            return self.says(key, band, language, **facts)

        def day(on: date | str) -> str:
            return said("case.day", day=date.fromisoformat(on) if isinstance(on, str) else on)

        def moment(at: datetime) -> str:
            local = at.astimezone(LONDON)
            return said("case.moment", day=local.date(), at=local)

        help = people(self._inst, council)
        person: Say = told_of_people(help)["person"]
        html = self._templates.get_template(f"{name}.html").render(
            t=lambda key, **facts: said(f"case.{key}", **facts),
            said=said,
            day=day,
            moment=moment,
            band=band,
            help=help,
            person=browser_forms.unbroken(Speaker(self._inst, language, band)(person)),
            language=language,
            machine_made=self._inst.wording.is_draft(language),
            lang="en-GB" if language == HOME else language,
            dir=self._inst.wording.render("case.title", {}, language, band).dir,
            style=f"{PATH}/page.css?{self._version}",
            council_id=council or "",
            **shown,
        )
        return Response(html, status, self._headers, media_type="text/html; charset=utf-8")


def _checked(text: str, language: str) -> Markup:
    """A sentence beside which the English stands as long as nobody has checked its translation.

    The two have as many paragraphs each; the English is named as such, for whoever hears the page.
    """
    parts = text.split("\n\n")
    if language == HOME or len(parts) % 2:
        return escape(text)
    half = len(parts) // 2
    theirs, english = ("\n\n".join(part) for part in (parts[:half], parts[half:]))
    return Markup('{}<span class="checked" lang="en-GB" dir="ltr">{}</span>').format(theirs, english)


def seen_now(inst: Installation, case: OpenCase) -> CaseNow:
    """The case as its forms see it. Who looks with the child's key asks for themselves."""
    now = case_now(inst, case)
    return replace(now, role="young_person") if case.viewer and case.viewer.kind == "child" else now


def _carried(name: str, told: str) -> bool:
    return name.startswith("kept.") and bool(told)


def _dates(case: OpenCase, deadlines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The dates in three groups: what somebody owes now, what is still to come, what is past."""
    owed = dict.fromkeys(one.clock for one in case.timeline.owed)
    by_clock = {one["clock"]: one for one in deadlines}
    others = [one for one in deadlines if one["clock"] not in owed]
    waiting = ("running", "not_started", "paused")
    return {
        "next": [by_clock[clock] for clock in owed],
        "ahead": [one for one in others if one["state"] in waiting],
        "past": [one for one in others if one["state"] not in waiting],
    }


def _parts(case: OpenCase) -> tuple[str, ...]:
    """What may be kept back from somebody let in: parts that this viewer sees, and each of several points."""
    hide = case.viewer.hide if case.viewer else frozenset()
    ids = tuple(point.id for point in complaints.points(case) if point.id != THE_WHOLE)
    return tuple(part for part in (*PARTS, *(ids if "points" not in hide else ())) if part not in hide)

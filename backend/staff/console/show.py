"""What the pages show: the templates, their words, a case laid out, and a refusal put kindly."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno
from fastapi import Request, Response
from markupsafe import Markup
from pydantic import ValidationError

from backend import browser_forms
from backend.cases.events import FIRST_DAY, EventMistake
from backend.clock import LONDON
from backend.deadlines.calendar import OutsideCalendar
from backend.journeys.who import option_of_age
from backend.notify.paper import Paper
from backend.procedures import NoFigures
from backend.reports.suppress import SMALL
from backend.reports.year import FIRST, Year, latest
from backend.services import accounts, alerts, casework, complaints, equality, letters, replies, roles
from backend.services.accounts import SignedIn
from backend.services.casework import CaseFile
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.services.once import KeyReused
from backend.services.reporting import Report
from backend.staff import taking, views
from backend.staff.asked import ComplaintTaken
from backend.staff.console import points_form
from backend.staff.console.forms import GROUPS, form_of
from backend.store.rows import StoredEvent
from backend.timeline_picture import Span, picture, stages
from backend.wording import HOME

HERE = Path(__file__).parent
PAGES = HERE / "pages"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Refused:
    """Why something was not done: a wording key, its facts, and the field."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    field: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A case page shown again after a refusal, with what was typed."""

    status: int = 200
    filled: Mapping[str, str] = field(default_factory=dict)
    refused: Refused | None = None

    @property
    def kind(self) -> str:
        """The form that was sent."""
        return self.filled.get("kind", "") if self.refused else ""

    def value(self, kind: str, name: str) -> str:
        """What stands in a field of a form: what was typed there, if that form was refused."""
        return self.filled.get(name, "") if kind == self.kind else ""


LONGEST_LEARNING = 1_000
"""Characters of what people said, and of what was done about it: a paragraph for everybody to read."""


@dataclass(frozen=True)
class Told:
    """What was typed of what a council learned, and what is wrong with it."""

    council: str
    you_said: str
    we_did: str
    sent_before: bool = False

    @property
    def wrong(self) -> str | None:
        """The wording key of what is wrong, if anything is."""
        if self.sent_before:
            return "console.sent_before"
        if not self.you_said.strip() or not self.we_did.strip():
            return "console.refused.not_told"
        return (
            "console.mistake.too_long"
            if max(map(len, (self.you_said, self.we_did))) > LONGEST_LEARNING
            else None
        )


class Desk:
    """Renders the console's pages."""

    def __init__(self, inst: Installation) -> None:
        self._inst = inst
        self._style = (HERE / "pages.css").read_bytes()
        self._version = hashlib.sha256(self._style).hexdigest()[:12]
        self._templates = browser_forms.templates(PAGES)
        self._templates.globals.update(
            t=lambda key, **facts: self._words(f"console.{key}", **facts),
            said=self._words,
            has=lambda key: f"console.{key}" in inst.wording.keys(),  # noqa: SIM118 - not a mapping
            style=f"/staff/pages.css?{self._version}",
            council_name=lambda id: inst.procedures.council(id).name,
            languages=inst.wording.languages(),
            equality_words=lambda question, given: equality.words(inst, question, given, HOME, "adult"),
            age_words=self._age,
            roles_may=roles.may,
            fresh=lambda: secrets.token_urlsafe(16),
        )
        self._templates.filters.update(day=self._day, moment=self._moment, as_date=_as_date)

    def page(self, name: str, staff: SignedIn | None, csrf: str, status: int = 200, **facts: Any) -> Response:
        """One page as an answer; kept by nobody, framed by nobody."""
        html = self._templates.get_template(f"{name}.html").render(
            staff=staff, csrf=csrf, **self._waiting(staff), **facts
        )
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
            # Under no-referrer a browser sends a form with the origin `null`, and no form would be ours.
            "Referrer-Policy": "same-origin",
        }
        return Response(html, status, headers, media_type="text/html; charset=utf-8")

    def _waiting(self, staff: SignedIn | None) -> dict[str, int]:
        """How much waits for a colleague on the pages that their role opens."""
        waiting = {"waiting_alerts": 0, "waiting_letters": 0}
        if staff is not None and roles.may(staff.roles, "see_alerts"):
            seen = alerts.seen(self._inst, staff.id, staff.councils, open_only=True)
            waiting["waiting_alerts"] = len(seen)
        if staff is not None and roles.may(staff.roles, "write_message"):
            waiting["waiting_letters"] = len(letters.to_print(self._inst, staff))
        return waiting

    def report(
        self,
        reports: Sequence[Report],
        begins: int,
        staff: SignedIn | None = None,
        csrf: str = "",
        told: Told | None = None,
    ) -> Response:
        """The annual report as a page; without somebody signed in, it has no way to other pages.

        `told` is what was typed there and could not be kept.
        """
        return self.page(
            "report",
            staff,
            csrf,
            200 if told is None else 409 if told.sent_before else 422,
            told=told,
            reports=reports,
            year=Year(begins),
            running=any(report.running for report in reports),
            small=SMALL,
            years=range(latest(self._inst.today()), FIRST - 1, -1),
        )

    def paper(self, paper: Paper) -> Response:
        """A paper as a page, for who reads it on a screen."""
        return self.page("paper", None, "", paper=paper)

    def stylesheet(self, request: Request) -> Response:
        """The console's one style sheet; its address changes with its content."""
        return Response(
            self._style,
            media_type="text/css; charset=utf-8",
            headers={"Cache-Control": "private, max-age=86400"},
        )

    def square(self, address: str) -> Markup:
        """An address as a square picture for an authenticator's camera, drawn by the library."""
        drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, svgclass=None, lineclass=None)
        return Markup(drawn)  # noqa: S704

    def case(self, file: CaseFile, staff: SignedIn) -> dict[str, Any]:
        """A case laid out for its page."""
        found, today = file.case, self._inst.today()
        view = views.file_view(self._inst, file, "en", "adult")
        possible = {one.kind for one in file.may_happen}
        spans = stages((complaints.as_event(event) for event in found.events), today)
        running = [one for one in found.timeline.deadlines if one.due is not None]
        day_of = {one.clock: casework.working_day(self._inst, found, one) for one in running}
        return {
            **view,
            "messages": [
                {**message, "to_child": line.data.get("to") == "child"}
                for message, line in zip(view["messages"], _messages(found), strict=True)
            ],
            "sent": [self._sent(line, found) for line in found.file if line.kind.startswith("notice_")],
            "words_shown": file.words_shown,
            "forms": {
                group: forms
                for group, kinds in GROUPS.items()
                if (forms := [form_of(kind) for kind in kinds if kind in possible])
            },
            "recordable": possible,
            "pause": (pause := complaints.waits_to_be_paused(found.timeline, found.events)),
            "pause_words": pause and found.words.get(f"event:{pause.position}:decision"),
            "points": self._points(file),
            "named": self._named(found),
            "reply": self._reply(file, staff),
            "day_of": day_of,
            "past_ombudsman": {one.clock for one in found.timeline.deadlines if one.past_ombudsman},
            "picture": self._picture(found.row.reference, spans, found, today),
            "writes": {
                act
                for act in (
                    "write_note",
                    "write_message",
                    "give_key",
                    "keep_from_a_colleague",
                    "draft_reply",
                    "send_reply",
                )
                if roles.may(staff.roles, act)
            },
        }

    def _sent(self, line: StoredEvent, found: OpenCase) -> dict[str, Any]:
        """What became of one notice, in words: when, about what, and why it was not sent where it was not."""
        data, became = line.data, line.kind.removeprefix("notice_")
        if "event" in data:
            event = next(one for one in found.events if one.position == data["event"])
            about = self._words(f"console.kind.{event.kind}")
        elif "late" in data:
            about = self._words("console.sent.about_late", what=self._words(f"console.clock.{data['late']}"))
        else:
            about = self._words("console.sent.about_message")
        way = {"way": self._words(f"console.sent.way.{data['way']}")} if data.get("way") else {}
        why = f"console.sent.why.{data.get('why')}"
        return {
            "at": line.recorded_at,
            "about": about,
            "became": self._words(f"console.sent.became.{became}", **way),
            "why": self._words(why) if why in self._inst.wording.keys() else None,  # noqa: SIM118
        }

    def _reply(self, file: CaseFile, staff: SignedIn) -> dict[str, Any] | None:
        """The answer that is due: as it is written so far, and as the person will read it."""
        if not file.words_shown or (kind := replies.answers_now(file)) is None:
            return None
        draft = replies.draft(file)
        return {
            "kind": kind,
            "draft": draft,
            "by": file.names.get(draft.by, "") if draft else "",
            "own": draft is not None and draft.by == staff.actor,
            **(self._reads(replies.if_sent(self._inst, file, draft, kind), draft) if draft else {}),
        }

    def _reads(self, sent: CaseFile, draft: replies.Draft) -> dict[str, Any]:
        """A draft as its reader would read it."""
        beside = replies.translated(self._inst, sent, draft)
        return {"reads": replies.BETWEEN.join(replies.told(self._inst, sent, draft)), "beside": beside}

    def done(self, asked: Mapping[str, str]) -> str | None:
        """What an address says was just done, in words; None where it says nothing that there is."""
        named = next((name for name in asked if name.startswith("did-")), "")
        did = named.removeprefix("did-").replace("-", "_")
        known = (f"console.kind.{did}", f"console.did.{did}")
        key = next((key for key in known if key in self._inst.wording.keys()), None)  # noqa: SIM118
        return self._words(key) if key else None

    def points(self, file: CaseFile) -> tuple[str, ...]:
        """The ids of a complaint's points; of one that was not split, the whole as one."""
        return tuple(point.id for point in complaints.points(file.case))

    def _points(self, file: CaseFile) -> list[dict[str, Any]]:
        """Each point with its number, by which pages and letters name it, and how it stands."""
        told = enumerate(complaints.points(file.case), 1)
        return [{"id": point.id, "n": number, "status": point.status} for number, point in told]

    def _named(self, found: OpenCase) -> dict[int, list[int]]:
        """The numbers of the points that each event is about, by its place; none where there is only one.

        One that takes the points on hold off it names none itself: it is about all that were on hold then.
        """
        numbers = {point.id: number for number, point in enumerate(complaints.points(found), 1)}
        named: dict[int, list[int]] = {}
        held: list[int] = []
        for event in sorted(found.events, key=lambda one: one.on) if len(numbers) > 1 else ():
            of = [numbers[str(id)] for id in event.data.get("points", ()) if str(id) in numbers]
            match event.kind:
                case "received":
                    continue
                case "put_on_hold":
                    held += of
                case "resumed":
                    of, held = held, []
            named[event.position] = sorted(set(of))
        return named

    def refusal(self, refusal: Exception, filled: Mapping[str, str]) -> Shown:
        """The case page's answer to what a use case would not do."""
        match refusal:
            case EventMistake():
                label = self._words(f"console.field.{refusal.field}")
                told = Refused(f"console.mistake.{refusal.why}", {"field": label}, refusal.field)
                return Shown(422, filled, told)
            case casework.DateRefused():
                key, facts = f"console.mistake.{refusal.why}", {"day": refusal.day}
                return Shown(422, filled, Refused(key, facts, refusal.field))
            case casework.NotNow():
                return Shown(409, filled, Refused(f"refusal.{refusal.refusal}"))
            case casework.Changed():
                since = tuple(
                    f"{self._day(event.on)}: {self._words(f'console.kind.{event.kind}')}"
                    for event in refusal.since
                )
                return Shown(409, filled, Refused("console.changed", changes=since))
            case KeyReused():
                return Shown(409, filled, Refused("console.sent_before"))
            case replies.NotReady():
                return Shown(409, filled, Refused(f"console.reply.{refusal.why}"))
            case casework.NoSuchColleague():
                return Shown(422, filled, Refused("console.mistake.no_colleague", {}, "email"))
            case accounts.NobodyLeft():
                return Shown(409, filled, Refused("console.mistake.nobody_left", {}, "email"))
            case OutsideCalendar():
                return Shown(422, filled, Refused("console.mistake.outside_calendar", {"last": refusal.last}))
            case NoFigures():
                return Shown(422, filled, Refused("console.mistake.no_figures"))
            case _:
                return Shown(422, filled, Refused("console.mistake.not_recordable"))

    def told(
        self, filled: Mapping[str, str], staff: SignedIn
    ) -> tuple[taking.Told, ComplaintTaken] | Refused:
        """What the form told, as it can be taken; or why it cannot."""
        given: dict[str, Any] = {
            name: value.strip()
            for name, value in filled.items()
            if name in ComplaintTaken.model_fields and value.strip()
        }
        if words := filled.get("when_words", "").strip():
            given["when_happened"] = {"words": words}
        if told_apart := points_form.points(filled):
            if len(told_apart) == 1 or any("words" not in point for point in told_apart):
                return Refused("console.mistake.check_points", {}, "points")
            given["points"] = told_apart
        try:
            asked = ComplaintTaken.model_validate(given)
            taken = taking.checked(asked, staff, self._inst.today(), self._inst.wording)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            return Refused("console.mistake.check", {"field": self._words(f"console.field.{name}")}, name)
        except taking.Mistaken as mistake:
            label = self._words(f"console.field.{mistake.field}")
            own = f"console.mistake.check_{mistake.field}"
            key = own if own in self._inst.wording.keys() else "console.mistake.check"  # noqa: SIM118
            return Refused(key, {"field": label, "first": FIRST_DAY}, mistake.field)
        return taken, asked

    def _words(self, key: str, **facts: object) -> str:
        return self._inst.wording.render(key, facts, "en", "adult").text

    def _age(self, band: str) -> str:
        chosen = option_of_age(band)
        return self._words(chosen.title, **chosen.facts)

    def _day(self, day: date | str | None) -> str:
        if not day:
            return ""
        return self._inst.wording.render("console.day", {"day": _as_date(day)}, "en", "adult").text

    def _moment(self, at: datetime | str) -> str:
        at = datetime.fromisoformat(at) if isinstance(at, str) else at
        local = at.astimezone(LONDON)
        return self._inst.wording.render(
            "console.moment", {"day": local.date(), "at": local}, "en", "adult"
        ).text

    def _picture(self, reference: str, spans: Sequence[Span], found: Any, today: date) -> Markup:
        """Drawn by us from dates and names of clocks alone, so it needs no escaping."""
        return Markup(picture(reference, spans, found.timeline, today))  # noqa: S704


def _messages(found: OpenCase) -> list[StoredEvent]:
    """The lines of a case's file that its messages were made from."""
    return [
        line
        for line in found.file
        if line.kind in complaints.MESSAGES and found.words.get(f"file:{line.position}")
    ]


def _as_date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day

"""Somebody who uses the console without JavaScript: reads pages, fills forms, presses buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx
from starlette.testclient import TestClient

from tests.staff.office import PASSWORD, Office, a_browser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}
ENDS_A_PARAGRAPH = {"article", "aside", "blockquote", "details", "div", "dl", "fieldset", "form", "h1", "h2"}
ENDS_A_PARAGRAPH |= {"h3", "header", "main", "nav", "ol", "p", "section", "table", "ul"}
"""No paragraph holds these: a browser would end it before them."""
NAMES_AN_ID = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass
class FormOnPage:
    """A form as it stands: where it goes, and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By what stands on it: the name and value a button sends."""


class _Reader(HTMLParser):
    """Collects forms, text and unbalanced tags."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormOnPage] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.texts: list[str] = []
        self._area: str | None = None
        self._select: str | None = None
        self._button: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self.named += [id for name in NAMES_AN_ID for id in given.get(name, "").split()]
        if given.get("href", "").startswith("#"):
            self.named.append(given["href"][1:])
        if tag in ENDS_A_PARAGRAPH and "p" in self.open:
            self.wrong.append(f"{tag} in a paragraph")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "form":
            self.forms.append(FormOnPage(given["action"], given.get("method", "get")))
        elif self.forms and "form" in self.open:
            form, name = self.forms[-1], given.get("name", "")
            if name:
                form.names.add(name)
            if tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
                form.fields[name] = given.get("value", "")
            elif tag == "textarea":
                self._area = name
                form.fields[name] = ""
            elif tag == "select":
                self._select = name
            elif tag == "button":
                self._button = name, given.get("value", "")
            elif tag == "option" and self._select and "selected" in given:
                form.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None
        if tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].fields[self._area] += data
        if self._button is not None and data.strip():
            self.forms[-1].buttons[data.strip()] = self._button
        self.texts.append(data)


@dataclass
class Seen:
    """A page as it came."""

    answer: httpx.Response

    def __post_init__(self) -> None:
        self._reader = _Reader()
        self._reader.feed(self.answer.text)

    @property
    def was_asked_for(self) -> bool:
        """Whether a browser asked the server for it, by an address."""
        return getattr(self.answer, "_request", None) is not None

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """Everything on it, blanks as one."""
        return re.sub(r"\s+", " ", " ".join(self._reader.texts))

    @property
    def forms(self) -> list[FormOnPage]:
        return self._reader.forms

    @property
    def mistakes(self) -> list[str]:
        """Tags that do not close or stand where none may, ids that stand twice or are named and not there."""
        ids = self._reader.ids
        twice = [one for one in set(ids) if ids.count(one) > 1]
        missing = [f"no {one}" for one in self._reader.named if one not in ids]
        return [*self._reader.wrong, *self._reader.open, *twice, *missing]

    def form(self, ends: str, **having: str) -> FormOnPage:
        """The form that goes to an address ending so, with these hidden values."""
        for form in self.forms:
            if form.action.endswith(ends) and having.items() <= form.fields.items():
                return form
        raise AssertionError(f"no form to {ends} with {having}; there are {[f.action for f in self.forms]}")


@dataclass
class Browsing:
    """One browser."""

    office: Office
    http: TestClient
    email: str = ""

    @classmethod
    def anonymous(cls, office: Office) -> Browsing:
        """A browser in which nobody has signed in."""
        return cls(office, a_browser(office.http.app))

    @classmethod
    def signed_in(cls, office: Office, *roles: str, council: str = "rutland") -> Browsing:
        """A new colleague who has signed in by the page."""
        browsing = cls.anonymous(office)
        browsing.email = office.colleague(*roles, council=council).email
        assert browsing.sign_in().status == 200
        return browsing

    def sign_in(self, password: str = PASSWORD) -> Seen:
        """Fill in the page that signs in."""
        form = self.open("/staff/sign-in").form("/sign-in")
        return self.send(form, email=self.email, password=password)

    def open(self, path: str) -> Seen:
        """A page."""
        return Seen(self.http.get(path))

    def send(self, form: FormOnPage, **filled: str) -> Seen:
        """A form with these fields changed; each must be on it."""
        named = {name.replace("__", "."): value for name, value in filled.items()}
        assert named.keys() <= form.names | form.fields.keys(), named.keys() - form.names
        return self.post(form.action, {**form.fields, **named})

    def post(self, path: str, fields: Mapping[str, str]) -> Seen:
        """Whatever a browser, or somebody else, may send."""
        return Seen(self.http.post(path, data=dict(fields)))

    def takes(self, **told: str) -> str:
        """A complaint taken by the page; gives its reference."""
        form = self.open("/staff/new").form("/new")
        page = self.send(
            form, **{"by": "phone", "role": "parent", "what_happened": "Nobody rang back.", **told}
        )
        assert page.status == 200, page.text
        found = re.search(r"/staff/cases/([0-9A-Z]{4}-[0-9A-Z]{4})", page.answer.text)
        assert found is not None, page.text
        return found[1]

    def records(self, reference: str, kind: str, **filled: str) -> Seen:
        """An event by its form on the case's page."""
        form = self.open(f"/staff/cases/{reference}").form("/events", kind=kind)
        return self.send(form, **filled)

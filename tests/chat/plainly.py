"""Somebody with the plain pages: reads, fills boxes, presses buttons. No script, no cookie."""

from __future__ import annotations

import re

import httpx

from tests.staff_pages.browsing import FormOnPage, Seen

PATH = "/chat/plain"


class Reader:
    """One browser at the plain pages."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.page: Seen

    async def open(self, query: str = "") -> Seen:
        """The page before the first."""
        self.page = Seen(await self.http.get(PATH + query))
        return self.page

    async def start(self, query: str = "") -> Seen:
        """In."""
        await self.open(query)
        return await self.press("Start")

    async def press(self, title: str, form: FormOnPage | None = None, **filled: str) -> Seen:
        """A button by (the beginning of) its words, with boxes filled; of this page or an older one."""
        forms = [form] if form else self.page.forms
        for one in forms:
            for words, (name, value) in one.buttons.items():
                if words.lower().startswith(title.lower()):
                    fields = {**one.fields, **filled, **({name: value} if name else {})}
                    return await self.post(one.action, **fields)
        raise AssertionError(f"no button {title!r} among {[list(one.buttons) for one in forms]}")

    async def say(self, text: str, form: FormOnPage | None = None) -> Seen:
        """Type and send."""
        return await self.press("Send", form, text=text)

    async def post(self, action: str, **fields: str) -> Seen:
        """Whatever may be sent; parts of many kinds, as a browser sends these forms."""
        parts = {name: (None, value) for name, value in fields.items()}
        self.page = Seen(await self.http.post(action.partition("#")[0], files=parts))
        return self.page

    @property
    def answer(self) -> FormOnPage:
        """The form that answers."""
        return self.page.form("#now")

    @property
    def token(self) -> str:
        """The conversation's."""
        return self.answer.fields["token"]

    @property
    def receipt(self) -> list[str]:
        """Reference and key, where the page shows them."""
        return re.findall(r'<dd translate="no" dir="ltr">([^<]+)</dd>', self.page.answer.text)

"""The case page in the language of who complained: whole or not at all, marked, and the English beside."""

from __future__ import annotations

import re

import pytest

from backend.wording import HOME, Wording
from tests.acts.people import People
from tests.case_page.test_the_case_page import browser_of, opened
from tests.installed import wording

OTHERS = [tag for tag in wording().locales() if tag != HOME]


def said(key: str, language: str, **facts: object) -> str:
    return wording().render(key, facts, language, "adult").text


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_is_in_the_language_of_the_case_and_says_that_a_machine_made_it(
    few_people: People, language: str
) -> None:
    person = few_people.complains(language=language)
    few_people.officer.records(person.reference, "acknowledged")
    browsing, page = opened(person)
    assert page.mistakes == []
    html = page.answer.text
    assert f'<html lang="{language}"' in html
    assert ('dir="rtl"' in html.partition("<head>")[0]) is (language in ("ar", "ur"))
    assert said("case.where", language) in page.text
    assert said("letters.machine_made", language).partition("\n")[0] in page.text
    # Each date's reason stands in both, the English named as such; and so does whom to call.
    english = re.findall(r'<span class="checked" lang="en-GB" dir="ltr">(.*?)</span>', html, re.S)
    dates = len(re.findall(r'<li id="date-', html))
    assert len(english) == dates + 2
    # Nothing else on it is English: what could not be said in the language would make all of it so.
    shown = re.sub(r'<span class="checked".*?</span>', "", html, flags=re.S)
    for key in ("case.where", "case.dates.title", "case.messages", "case.can", "case.history", "case.keys"):
        assert f">{said(key, HOME)}<" not in shown, key
    # What was done is said in it as well, and the page can be read in English, and back.
    done = browsing.send(page.form("/acts/message"), text="Hello.")
    assert said("case.done.message", language) in done.text
    voice = done.form("/case/voice")
    english_page = browsing.send(voice, language=HOME)
    assert '<html lang="en-GB"' in english_page.answer.text
    assert said("case.where", HOME) in english_page.text
    back = browsing.send(english_page.form("/case/voice"), language=language)
    assert f'<html lang="{language}"' in back.answer.text


def test_a_language_that_lacks_a_sentence_of_the_page_is_not_offered_and_the_page_is_english(
    few_people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Wording, "has_all", lambda self, locale, topics: locale == HOME)
    browsing, page = opened(few_people.complains(language="ro"))
    assert '<html lang="en-GB"' in page.answer.text
    form = page.form("/case/voice")
    assert "language" not in form.names
    wrong = browsing.post(form.action, {**form.fields, "age_band": "adult", "language": "ro"})
    assert wrong.status == 422


def test_the_papers_are_in_the_language_where_it_has_their_words_and_can_be_drawn(
    few_people: People,
) -> None:
    for language, theirs in (("ro", True), ("ur", False)):
        browsing, page = opened(few_people.complains(language=language))
        form = page.form("/case/files/summary")
        paper = browsing.http.post(form.action, data=form.fields).content
        assert paper.startswith(b"%PDF")
        assert (f"/Lang ({language}".encode() in paper or f"/Lang({language}".encode() in paper) is theirs


@pytest.mark.parametrize("language", OTHERS)
def test_the_door_is_in_the_language_asked_for_and_so_is_whatever_it_refuses(
    few_people: People, language: str
) -> None:
    person = few_people.complains()
    browsing = browser_of(person)
    door = browsing.open(f"/case?language={language}")
    assert door.mistakes == []
    assert f'<html lang="{language}"' in door.answer.text
    assert ('dir="rtl"' in door.answer.text.partition("<head>")[0]) is (language in ("ar", "ur"))
    assert said("case.door.title", language) in door.text
    assert said("letters.machine_made", language).partition("\n")[0] in door.text
    wrong = browsing.send(door.form("/case"), reference=person.reference, key="not these words")
    assert (wrong.status, said("case.door.wrong.not_found", language) in wrong.text) == (404, True)
    page = browsing.send(wrong.form("/case"), key=person.key)
    assert said("case.where", language) in page.text
    assert said("case.where", language) in browsing.open("/case").text
    # In the middle of a form the visit ends: what was typed goes on with it, and the language too.
    form = page.form("/acts/message")
    few_people.office.clock.move(minutes=31)
    ended = browsing.send(form, text="Typed slowly.")
    assert (ended.status, said("case.door.typed", language) in ended.text) == (401, True)
    back = browsing.send(ended.form("/case"), reference=person.reference, key=person.key)
    assert said("case.unsent", language) in back.text
    assert "Typed slowly." in back.answer.text


@pytest.mark.parametrize(
    ("address", "accepted", "shown"),
    [
        ("/case", "pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("/case", "de, ro;q=0.7", "ro"),
        ("/case", "", HOME),
        ("/case", "*;q=0.5, \x00, " + "x" * 9_000, HOME),
        ("/case?language=ur", "pl", "ur"),
        ("/case?language=en", "pl", HOME),
        ("/case?language=../../etc", "", HOME),
        ("/case?link=ended&language=cy", "", "cy"),
    ],
)
def test_the_doors_language_is_the_one_in_its_address_else_the_best_that_the_browser_names(
    few_people: People, address: str, accepted: str, shown: str
) -> None:
    http = browser_of(few_people.complains()).http
    answer = http.get(address, headers={"accept-language": accepted})
    language = re.search(r'<html lang="([^"]*)"', answer.text)
    assert language is not None
    assert language[1] == ("en-GB" if shown == HOME else shown)


def test_a_door_in_english_opens_a_case_in_the_language_it_was_made_in(few_people: People) -> None:
    _, page = opened(few_people.complains(language="so"))
    assert '<html lang="so"' in page.answer.text


def test_the_chat_leads_to_the_door_in_the_language_and_voice_it_is_in(few_people: People) -> None:
    person = few_people.complains()
    pair = {"reference": person.reference, "key": person.key, "age_band": "child", "locale": "pl"}
    messages = few_people.office.http.post("/api/chat/sessions", json=pair).json()["messages"]
    (link,) = [link for message in messages for link in message["links"] if link["href"].startswith("/")]
    door = browser_of(person).open(link["href"])
    assert link["title"] in door.text
    assert '<html lang="pl"' in door.answer.text
    assert '<option value="child" selected>' in door.answer.text
    assert person.reference not in link["href"]

"""What the widget weighs, what it is written in, and what its pages are sent with."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from backend.chat.pages import FILES, FILLED_IN_BROWSER, HOME, CouncilLines, Places, pages
from backend.chat.pages import SCRIPTS as SENT
from backend.wording import Wording
from tests.installed import wording

HERE = "http://127.0.0.1:8080"
CHAT = "http://localhost:8080"
COUNCILS = {
    "rutland": CouncilLines("A council & sons", "the <team>", phone="01234 567 890", duty="0300 000 000")
}
PLACES = Places((HERE, CHAT), (HERE, CHAT, "https://www.council.example"), "https://neutral.example/")
SCRIPTS = sorted(HOME.glob("*.js"))
NOT_YET_IN_ES2017 = {
    "optional chaining": r"\?\.[\w\[(]",
    "nullish coalescing": r"\?\?",
    "a catch without a binding": r"\bcatch\s*\{",
    "object spread": r"\{\s*\.\.\.|,\s*\.\.\.[\w.()]+\s*\}",
    "a class field": r"^  (static\s+)?#?\w+\s*=[^=>]",
    "a private member": r"[.\s]#\w+\s*[=(]",
    "an async generator": r"async\s*\*|async\s+function\s*\*|for\s+await",
    "a later method": r"\.(flat|flatMap|matchAll|replaceAll|replaceChildren|at|allSettled|fromEntries)\(",
    "a regular expression of later years": r"\(\?<|/[gimuy]*s[gimuy]*\.test",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages behind the widget's own words."""
    folder = tmp_path_factory.mktemp("wording") / "en"
    folder.mkdir()
    source = HOME.parent / "backend" / "wording" / "en" / "widget.yml"
    (folder / "widget.yml").write_bytes(source.read_bytes())
    app = FastAPI()
    app.include_router(pages(Wording.load(folder.parent), COUNCILS, PLACES))
    with TestClient(app, base_url=HERE) as client:
        yield client


def test_in_every_language_the_loader_is_at_most_2048_bytes_and_all_to_a_usable_input_20_kilobytes() -> None:
    app, all_words = FastAPI(), wording()
    app.include_router(pages(all_words, COUNCILS, PLACES, languages=tuple(all_words.languages().items())))
    with TestClient(app, base_url=HERE) as client:
        for locale in all_words.locales():
            page = client.get(f"/chat?council=rutland&locale={locale}")
            files = set(re.findall(r'(?:src|href)="(/widget/[^"]+)"', page.text))
            assert {path.split("/")[-1] for path in files} == set(FILES) - {"demo.css"}
            loader = client.get(f"/heard.js?locale={locale}")
            answers = [page, loader, *map(client.get, files)]
            assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
            assert int(loader.headers["content-length"]) <= 2048, locale
            assert sum(int(answer.headers["content-length"]) for answer in answers) <= 20 * 1024, locale


def test_the_scripts_are_sent_as_one_each_after_those_it_imports(client: TestClient) -> None:
    assert sorted(SENT) == [path.name for path in SCRIPTS if path.name != "heard.js"]
    for place, script in enumerate(SENT):
        imported = re.findall(r"from '\./([\w.]+)'", (HOME / script).read_text("utf-8"))
        assert set(imported) <= set(SENT[:place])
    assert not re.search(r"^(import|export)\b", client.get("/widget/chat.js").text, re.MULTILINE)


def test_no_two_scripts_give_one_name_to_two_things() -> None:
    named = [
        name
        for script in SENT
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)",
            (HOME / script).read_text("utf-8"),
            re.MULTILINE,
        )
    ]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("feature", NOT_YET_IN_ES2017)
def test_nothing_newer_than_es2017_is_written(script: Path, feature: str) -> None:
    assert re.findall(NOT_YET_IN_ES2017[feature], script.read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        ("optional chaining", "a?.b"),
        ("nullish coalescing", "a ?? b"),
        ("a catch without a binding", "try {} catch {}"),
        ("object spread", "f({ ...a })"),
        ("a class field", "class A {\n  x = 1;\n}"),
        ("a private member", "this.#x = 1"),
        ("an async generator", "for await (const a of b) {}"),
        ("a later method", "a.flat()"),
        ("a regular expression of later years", "/(?<year>a)/"),
    ],
)
def test_the_check_for_newer_code_finds_it(feature: str, code: str) -> None:
    assert re.findall(NOT_YET_IN_ES2017[feature], code, re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize(
    "forbidden",
    [
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(",
        "new Function", "localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches",
        "serviceWorker", "window.open", "postMessage(message", "'*'", "http://", "https://",
    ],
)  # fmt: skip
def test_no_script_reads_markup_stores_anything_or_names_another_server(script: Path, forbidden: str) -> None:
    code = script.read_text("utf-8").replace("'http://www.w3.org/2000/svg'", "")
    assert forbidden not in code or (script.name, forbidden) == ("kept.js", "sessionStorage")


def test_the_one_store_is_given_a_token_and_nothing_else() -> None:
    calls = [
        call for script in SCRIPTS for call in re.findall(r"\bkeep\((.*?)\);", script.read_text("utf-8"))
    ]
    assert set(calls) == {"null", "token", "this.gateway.token", "keptHere.checked && this.gateway.token)"}
    assert (HOME / "kept.js").read_text("utf-8").count("setItem(NAME, token)") == 1


def test_no_sentence_stands_in_a_script() -> None:
    for script in SCRIPTS:
        code = re.sub(r"^\s*(//|\*|/\*).*$", "", script.read_text("utf-8"), flags=re.MULTILINE)
        sentences = re.findall(r"'[A-Z][a-z]+ [a-z]+ [^']*'", code)
        assert sentences == [], script.name


def test_every_word_the_scripts_and_pages_use_is_in_the_catalogue_and_none_besides(
    client: TestClient,
) -> None:
    known = set(client.get("/widget/words").json()["words"])
    used: set[str] = set()
    for source in [*HOME.glob("*.js"), *HOME.glob("*.html")]:
        text = source.read_text("utf-8")
        used |= set(re.findall(r"\b(?:words|w)\.([a-z_]+)", text)) | set(
            re.findall(r'(?:say|safely)\("([a-z_]+)"\)', text)
        )
        used |= set(re.findall(r'data-(?:word|label)="([a-z_]+)"', text))
        used |= set(re.findall(r"'((?:box|simpler|usual)(?:_[a-z]+)?)'", text))
    used |= {"receipt_case", "receipt_draft", "tone_urgent", "tone_concern", "day", "month", "year"}
    used |= {f"colours_{colours}" for colours in ("device", "light", "pastel", "dark")}
    used |= {f"feeling_{felt}" for felt in ("angry", "sad", "worried", "scared", "confused", "okay")}
    assert used == known


def test_facts_only_the_browser_knows_stay_in_their_braces(client: TestClient) -> None:
    words = client.get("/widget/words?age_band=child").json()["words"]
    braces = {name for text in words.values() for name in re.findall(r"\{(\w+)\}", text)}
    assert braces == set(FILLED_IN_BROWSER)
    assert words["step"] == "Step {step} of {of}"


@pytest.mark.attack("clickjacking")
def test_the_chat_page_runs_no_inline_script_and_says_who_may_frame_it(client: TestClient) -> None:
    answer = client.get("/chat?council=rutland&host=https://www.council.example")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "default-src 'none'" in policy
    assert f"frame-ancestors {HERE} {CHAT} https://www.council.example" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "set-cookie" not in answer.headers
    assert 'data-host="https://www.council.example"' in answer.text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", answer.text)
    assert [tag for tag in re.findall(r"<script[^>]*>", answer.text) if "src=" not in tag] == [
        '<script type="application/json" data-part="voice">'
    ]


def test_a_councils_name_is_text_and_its_number_can_be_dialled(client: TestClient) -> None:
    page = client.get("/chat?council=rutland").text
    assert "A council &amp; sons, the &lt;team&gt;" in page
    assert 'href="tel:0300000000"' in page


@pytest.mark.parametrize(
    "query",
    ["council=nowhere", "council=%3Cscript%3E", "locale=xx", "host=javascript:1", "colour=%22%3E", ""],
)
def test_a_page_asked_for_in_an_odd_way_is_still_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/chat?{query}")
    assert answer.status_code == 200
    assert 'data-council=""' in answer.text
    assert 'data-host=""' in answer.text
    assert "<script>" not in answer.text
    assert "colours/" not in answer.text


def test_the_council_page_loads_the_chat_from_the_other_origin(client: TestClient) -> None:
    page = client.get("/?council=rutland", headers={"host": "127.0.0.1:8080"})
    assert f'src="{CHAT}/heard.js"' in page.text
    assert f"script-src {CHAT}; frame-src {CHAT}" in page.headers["content-security-policy"]
    other = client.get("/?council=rutland", headers={"host": "localhost:8080"})
    assert f'src="{HERE}/heard.js"' in other.text
    strange = client.get("/", headers={"host": "evil.example"})
    assert "evil" not in strange.text + strange.headers["content-security-policy"]


def test_files_are_kept_for_a_year_under_their_version_and_asked_for_again_without(
    client: TestClient,
) -> None:
    versioned = re.search(r'"(/widget/[0-9a-f]+/chat\.js)"', client.get("/chat").text)
    assert versioned
    kept = client.get(versioned[1])
    assert "immutable" in kept.headers["cache-control"]
    plain = client.get("/widget/chat.js")
    assert plain.headers["cache-control"] == "no-cache"
    assert kept.content == plain.content
    again = client.get("/widget/chat.js", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/widget/nothing.js").status_code == 404
    assert client.get("/widget/chat.html").status_code == 404


def test_comments_and_indentation_are_not_sent_and_nothing_else_is_left_out(client: TestClient) -> None:
    for name in FILES:
        sent_lines = client.get(f"/widget/{name}").text
        sources = SENT if name == "chat.js" else (name,)
        source = "".join((HOME / one).read_text("utf-8") for one in sources)
        unsent = r"/\*.*?\*/|^\s*//.*?$|^import [^\n]*$|^export "
        code = re.sub(unsent, "", source, flags=re.DOTALL | re.MULTILINE)
        assert re.sub(r"\s", "", sent_lines) == re.sub(r"\s", "", code), name


def test_the_page_holds_every_word_that_a_script_says(client: TestClient) -> None:
    page = client.get("/chat").text
    held = json.loads(re.findall(r'data-part="voice">(.*?)</script>', page)[0])["words"]
    said = {
        name
        for script in HOME.glob("*.js")
        for name in re.findall(r"\bwords\.([a-z_]+)", script.read_text("utf-8"))
        if script.name != "heard.js"
    }
    assert said <= set(held)
    assert {name for name in held if name.startswith(("receipt_", "tone_", "box"))} >= {
        "receipt_case", "receipt_draft", "tone_urgent", "tone_concern", "box", "box_date", "box_choices",
    }  # fmt: skip
    assert "demo_about" not in held


def test_a_council_may_name_its_colour(client: TestClient) -> None:
    page = client.get("/chat?colour=7a1fa2").text
    assert '<link rel="stylesheet" href="/widget/colours/7a1fa2.css">' in page
    style = client.get("/widget/colours/7a1fa2.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "--accent:#7a1fa2" in style.text
    assert client.get("/widget/colours/red.css").status_code == 404
    shown = client.get("/?council=rutland&colour=7a1fa2&position=left&locale=en").text
    assert 'data-colour="#7a1fa2" data-position="left"' in shown


def test_the_loader_is_open_to_any_page_and_changes_its_tag_with_its_words(client: TestClient) -> None:
    loader = client.get("/heard.js")
    assert loader.headers["cross-origin-resource-policy"] == "cross-origin"
    assert '"leave": "https://neutral.example/"' in loader.text
    assert "__SETTINGS__" not in loader.text
    assert len(gzip.compress(loader.content)) < len(gzip.compress((HOME / "heard.js").read_bytes())) + 200

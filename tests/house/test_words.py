"""Every sentence a person reads is in the catalogue, and the catalogue holds no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from backend.wording import Wording
from tests.house.tree import Module, around, modules, named, under

SENTENCE = re.compile(r"(\S+\s+){3,}\S*[\w)'’][.?!]\Z", re.DOTALL)
"""Four words and more, ended as a sentence is. Shorter ones pass: the rule is to be cheap and sure."""

PATTERN = re.compile(r"\\[a-z]|\(\?|\[0-9\]")
"""What a regular expression has in it and a sentence has not."""

FOR_DEVELOPERS = (
    "backend/api/",
    "backend/callers.py",
    "backend/chat/routes.py",
    "backend/app.py",
    "backend/audit.py",
    "backend/backup.py",
    "backend/check.py",
    "backend/demo.py",
    "backend/problems.py",
    "backend/rotate.py",
    "backend/translating.py",
    "bot/heard_rasa/__main__.py",
)
"""Problem details and the operator's commands: read by those who run or call Heard, not by families."""

SAYS_WHY_NOT = ("Problem", "slow_down", "not_signed_in", "bearer_or_problem", "HTTPException", "__init__")
"""Calls whose sentences are an error's: problem details, and what an exception says of itself."""

RENDERED_BY_RASA_ALONE = {"safety.model"}
"""Not a key: the mark by which Rasa tells the gateway that its model heard harm. No person meets it."""


def is_an_errors(node: ast.AST) -> bool:
    """Whether a string is raised, logged, or passed to what answers an error."""
    return any(
        isinstance(outer, ast.Raise)
        or (isinstance(outer, ast.Call) and called(outer) in SAYS_WHY_NOT)
        or (isinstance(outer, ast.Call) and called(outer) in ("debug", "info", "warning", "error"))
        for outer in around(node)
    )


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def is_an_errors_name(node: ast.AST, module: Module) -> bool:
    """Whether a string has a name of its own that is only used where errors are."""
    for outer in around(node):
        if isinstance(outer, ast.Assign) and isinstance(outer.targets[0], ast.Name):
            name = outer.targets[0].id
            uses = [
                use
                for use in ast.walk(module.tree)
                if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load)
            ]
            return bool(uses) and all(is_an_errors(use) for use in uses)
    return False


def sentences(module: Module) -> Iterator[tuple[int, str]]:
    """The sentences in a Python file that somebody in a conversation could be shown, with their lines."""
    for node, text in module.texts():
        if not SENTENCE.match(text.strip()) or PATTERN.search(text):
            continue
        if not is_an_errors(node) and not is_an_errors_name(node, module):
            yield node.lineno, text


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ('say = "We will write to you soon."', True),
        ('say = f"{team} will write to you soon."', True),
        ('def act():\n    return Say("We will write to you soon.")', True),
        ('"""We will write to you soon."""', False),
        ('raise ValueError("We will write to you soon.")', False),
        ('WHY = "Send it as JSON, please."\nraise Problem(415, WHY)', False),
        ('WHY = "Send it as JSON, please."\nshow(WHY)\nraise Problem(415, WHY)', True),
        ('log.warning("the worker is still not awake.")', False),
        ('say = "complaint.ask.what_happened"', False),
    ],
)
def test_the_rule_knows_a_sentence_when_it_sees_one(tmp_path: Path, program: str, found: bool) -> None:
    file = tmp_path / "planted.py"
    file.write_text(program, encoding="utf-8")
    assert bool(list(sentences(Module(file)))) is found


def test_no_sentence_stands_in_python() -> None:
    found = [
        f"{named(module.path)}:{line}: {sentence[:60]}"
        for module in modules("backend", "bot/actions", "bot/components", "bot/heard_rasa")
        if not named(module.path).startswith(FOR_DEVELOPERS)
        for line, sentence in sentences(module)
    ]
    assert found == [], "a sentence belongs to backend/wording; name its key here"


@pytest.mark.parametrize("quotes", ["'[^'\\n]*'", '"[^"\\n]*"', "`[^`]*`"])
def test_no_sentence_stands_in_the_widgets_programs(quotes: str) -> None:
    found = [
        f"{named(path)}: {literal[:60]}"
        for path in under("widget", suffix=".js")
        for literal in re.findall(quotes, re.sub(r"//.*|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S))
        if SENTENCE.match(literal[1:-1].strip())
    ]
    assert found == []


def test_no_sentence_stands_in_rasas_domain_or_rules() -> None:
    rules = [path for path in under("bot/data", suffix=".yml") if path.stem == "rules"]
    files = [*rules, *under("bot/domain", suffix=".yml")]
    assert files
    found = [
        f"{named(path)}: {text}"
        for path in files
        for text in scalars(yaml.safe_load(path.read_text("utf-8")))
        if SENTENCE.match(text)
    ]
    assert found == []


def scalars(value: object) -> Iterator[str]:
    """Every string in a YAML document, names of keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(key)
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)


@cache
def wording() -> Wording:
    """The catalogue."""
    return Wording.load()


def topics() -> set[str]:
    """The first word of every key."""
    return {key.partition(".")[0] for key in wording().keys()}  # noqa: SIM118 - not a mapping


@cache
def named_in_python() -> dict[str, str]:
    """Every key, or pattern of keys, that Python names, with one place where it does."""
    shape = re.compile(rf"({'|'.join(topics())})(\.[a-z0-9_\x00]+)+")
    return {
        text: f"{named(module.path)}:{node.lineno}"
        for module in modules("backend", "bot/actions", "bot/components")
        if "migrations" not in module.path.parts  # there a name with a dot is a table's column
        for node, text in module.texts()
        if shape.fullmatch(text)
    }


def named_by_rasa() -> set[str]:
    """Every key that a response of the domain says."""
    return {
        variation["custom"]["say"]
        for path in under("bot/domain", suffix=".yml")
        for response in (yaml.safe_load(path.read_text("utf-8")).get("responses") or {}).values()
        for variation in response
        if "say" in variation.get("custom", {})
    }


NAMES_A_WORD = re.compile(
    r"""\b(?:words|w)\.([a-z0-9_]+)          # w.title, words.title
    |   \b(?:words|w)\[['"]([a-z0-9_]+)['"]\s*[+~]  # words['tone_' + ...]: any that begins so
    |   (?:data-(?:word|label)="|say\(['"])([a-z0-9_]+)["']""",
    re.VERBOSE,
)


@cache
def named_in_the_widget() -> set[str]:
    """Every key, or pattern of keys, that the widget's pages and programs name, in its own topic."""
    names = set()
    for path in under("widget", suffix=".html") + under("widget", suffix=".js"):
        for whole, start, marked in NAMES_A_WORD.findall(path.read_text("utf-8")):
            names.add(f"widget.{start}\x00" if start else f"widget.{whole or marked}")
    return names


SAID_ON_A_PAGE = r"\b{}\(\s*'([a-z0-9_.]+)'\s*(~)?"
NAMED_FOR_A_CHOICE = re.compile(
    r"choice\('\w+', .*'([a-z_]+)'(?:, True)?\) |\"([a-z]+_reason|outcome|clock)\""
)


def named_in_the_console() -> set[str]:
    """Every key, or pattern of keys, that the console's pages and forms name, in its own topic."""
    names = set()
    for path in under("backend/staff/console", suffix=".html") + under("backend/staff/console"):
        text = path.read_text("utf-8")
        for key, open_ended in re.findall(SAID_ON_A_PAGE.format("t"), text):
            names.add(f"console.{key}" + ("\x00" if open_ended else ""))
        for words, named_in_a_form in NAMED_FOR_A_CHOICE.findall(text):
            names.add(f"console.{words or named_in_a_form}.\x00")
    return names


PAGES = (
    ("t", "case", "backend/api/casepage"),
    ("t", "plain", "backend/chat/plain"),
    ("a", "about", "backend/chat/plain"),
)
"""How pages for people name their words: by which function, of which topic, and where."""


@cache
def named_on_pages() -> set[str]:
    """Every key, or pattern of keys, that the pages for people name, each in its own topic."""
    return {
        f"{topic}.{key}" + ("\x00" if open_ended else "")
        for function, topic, folder in PAGES
        for path in under(folder, suffix=".html")
        for key, open_ended in re.findall(SAID_ON_A_PAGE.format(function), path.read_text("utf-8"))
    }


def fits(pattern: str, key: str) -> bool:
    """Whether a key is what a name with values in it may become."""
    return re.fullmatch(re.escape(pattern).replace("\x00", r"[\w.]+"), key) is not None


def test_every_key_python_names_is_in_the_catalogue() -> None:
    keys = wording().keys() | RENDERED_BY_RASA_ALONE
    sections = {key.rsplit(".", depth)[0] for key in keys for depth in range(1, key.count(".") + 1)}
    missing = {
        name: place
        for name, place in named_in_python().items()
        if not any(fits(name, key) for key in keys) and name not in sections
    }
    assert missing == {}


def test_every_key_rasa_says_is_in_the_catalogue() -> None:
    said = named_by_rasa()
    assert said
    assert said - wording().keys() - RENDERED_BY_RASA_ALONE == set()


def test_every_word_the_widget_shows_is_in_the_catalogue() -> None:
    shown = named_in_the_widget()
    assert shown
    assert [name for name in shown if not any(fits(name, key) for key in wording().keys())] == []  # noqa: SIM118


def test_no_key_is_without_use() -> None:
    patterns = set(named_in_python()) | named_by_rasa() | named_in_the_widget() | named_in_the_console()
    patterns |= named_on_pages()
    patterns -= {
        f"{topic}.\x00" for topic in ("console", *(topic for _, topic, _ in PAGES))
    }  # how the pages name all of their own
    exact, open_ended = patterns & wording().keys(), [p for p in patterns if "\x00" in p]
    unused = [
        key
        for key in sorted(wording().keys() - exact)
        if not any(fits(pattern, key) for pattern in open_ended) and not stands_in_the_widget(key)
    ]
    assert unused == []


def stands_in_the_widget(key: str) -> bool:
    """Whether the widget names one of its words in another way: from a list, or put together."""
    topic, _, name = key.partition(".")
    text = "".join(path.read_text("utf-8") for s in (".html", ".js") for path in under("widget", suffix=s))
    return topic == "widget" and re.search(rf"""['"]{re.escape(name)}['"]""", text) is not None

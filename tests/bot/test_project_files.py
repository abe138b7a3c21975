"""The Rasa project's files agree with each other and with docs/architecture.md, without starting Rasa."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
OURS_NEVER_TYPED = {"choose", "resume", "start"}
KEY = re.compile(r"[a-z_]+(\.[a-z_]+)*|\{question\}")


class UniqueKeys(yaml.SafeLoader):
    """A loader that refuses a key given twice, where YAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        assert not twice, f"{twice} given twice {node.start_mark}"
        return super().construct_mapping(node, deep)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), UniqueKeys)  # noqa: S506 - a SafeLoader


@cache
def domain() -> dict[str, dict[str, Any]]:
    """The domain files by topic."""
    return {path.stem: read(path) for path in sorted((BOT / "domain").glob("*.yml"))}


@cache
def rules() -> dict[str, list[dict[str, Any]]]:
    """The rules by topic."""
    return {path.parent.name: read(path)["rules"] for path in sorted((BOT / "data").glob("*/rules.yml"))}


def topics_of_the_page() -> dict[str, set[str]]:
    """Topic and intents, as the architecture page lists them."""
    line = next(line for line in PAGE.splitlines() if line.startswith("Topics, the same word"))
    return {topic: set(names.split(", ")) for topic, names in re.findall(r"`(\w+)` \(([a-z_, ]+)\)", line)}


def listed(after: str) -> set[str]:
    """The intents listed behind a word on the page, up to the full stop, with its "all of ... (but ...)"."""
    text = re.search(rf"{after}: ([^.]*)\.", PAGE)
    assert text, after
    topics = topics_of_the_page()
    whole = re.match(r"all of (.*)", text[1])
    if not whole:
        return set(text[1].split(", "))
    names = re.split(r",\s*", re.sub(r"\s*\(but [a-z_]+\)", "", whole[1]))
    out = set(chain.from_iterable(topics.get(name, {name}) for name in names))
    return out - set(re.findall(r"\(but ([a-z_]+)\)", text[1]))


def intents_of(rule: dict[str, Any]) -> set[str]:
    steps = chain.from_iterable(step.get("or", [step]) for step in rule["steps"])
    return {step["intent"] for step in steps if "intent" in step}


def actions_of(rule: dict[str, Any]) -> list[str]:
    return [step["action"] for step in rule["steps"] if "action" in step]


def intents_leading_to(action: str) -> set[str]:
    return set().union(
        *(intents_of(rule) for found in rules().values() for rule in found if action in actions_of(rule))
    )


def test_topics_and_their_intents_are_those_of_the_page() -> None:
    assert {topic: set(file["intents"]) for topic, file in domain().items()} == topics_of_the_page()


def test_every_topic_has_its_three_files() -> None:
    for topic in domain():
        for file in (
            BOT / "domain" / f"{topic}.yml",
            *(BOT / "data" / topic / n for n in ("nlu.yml", "rules.yml")),
        ):
            assert file.exists(), file
    # `answers` holds the bare words of buttons, `asked` what is asked of the chat: no topic's.
    assert {path.name for path in (BOT / "data").iterdir()} == {*domain(), "answers", "asked"}


@pytest.mark.parametrize("part", ["intents", "actions", "slots", "forms", "responses", "entities"])
def test_nothing_is_named_in_two_domain_files(part: str) -> None:
    names = Counter(name for file in domain().values() for name in file.get(part, ()))
    assert [name for name, count in names.items() if count > 1] == []


def test_intents_with_training_text_are_those_of_the_domain_that_can_be_typed() -> None:
    for topic, file in domain().items():
        taught = {
            entry["intent"] for entry in read(BOT / "data" / topic / "nlu.yml")["nlu"] if "intent" in entry
        }
        assert taught == set(file["intents"]) - OURS_NEVER_TYPED, topic


def test_only_the_session_file_configures_sessions_and_no_session_ends_by_itself() -> None:
    assert [topic for topic, file in domain().items() if "session_config" in file] == ["session"]
    assert domain()["session"]["session_config"] == {
        "session_expiration_time": 0,
        "carry_over_slots_to_new_session": True,
    }


def test_there_is_one_form_and_its_slots_are_filled_by_no_text() -> None:
    forms = {name: form for file in domain().values() for name, form in file.get("forms", {}).items()}
    slots = {name: slot for file in domain().values() for name, slot in file.get("slots", {}).items()}
    assert forms == {"guided_form": {"required_slots": ["answer"]}}
    assert set(slots) == {"answer", "question"}
    for slot in slots.values():
        assert slot["mappings"] == [{"type": "custom"}]
        assert slot["influence_conversation"] is False


def test_start_intents_begin() -> None:
    assert intents_leading_to("action_begin") == listed(r"Start intents \(`begin`\)")


def test_information_intents_are_answered() -> None:
    assert intents_leading_to("action_answer") == listed(r"Information intents \(`answer`\)")


def test_every_intent_has_one_rule_and_no_more() -> None:
    ruled = Counter(intent for found in rules().values() for rule in found for intent in intents_of(rule))
    everything = {intent for file in domain().values() for intent in file["intents"]}
    assert set(ruled) == everything | {"nlu_fallback"}
    assert max(ruled.values()) == 1


def test_a_rule_stands_with_its_topic_and_says_so() -> None:
    for topic, found in rules().items():
        for rule in found:
            assert rule["rule"].startswith(f"{topic} - ")
            assert intents_of(rule) - {"nlu_fallback"} <= set(domain()[topic]["intents"])
    names = [rule["rule"] for found in rules().values() for rule in found]
    assert len(names) == len(set(names))


def test_rules_use_what_there_is_and_all_of_it_is_used() -> None:
    used = set(chain.from_iterable(actions_of(rule) for found in rules().values() for rule in found))
    declared = set(chain.from_iterable(file.get("actions", ()) for file in domain().values()))
    responses = set(chain.from_iterable(file.get("responses", ()) for file in domain().values()))
    rasas = {"action_listen", "action_deactivate_loop"}
    forms = {"guided_form"}
    assert used <= declared | responses | rasas | forms
    assert declared - used == {"validate_guided_form"}
    assert responses - used == {"utter_ask_guided_form_answer"}


def test_only_the_end_of_the_form_has_a_condition() -> None:
    conditioned = [rule["rule"] for found in rules().values() for rule in found if "condition" in rule]
    assert conditioned == ["session - end"]


def test_harm_leaves_the_form_and_calls_nobody() -> None:
    (rule,) = rules()["safety"]
    assert intents_of(rule) == {"safeguarding_disclosure", "self_harm_or_suicide"}
    assert rule["steps"][1:] == [
        {"action": "utter_safety"},
        {"action": "action_deactivate_loop"},
        {"active_loop": None},
    ]


def test_responses_hold_keys_and_no_sentence() -> None:
    for file in domain().values():
        for variations in file.get("responses", {}).values():
            (variation,) = variations
            assert set(variation) == {"custom"}
            assert len(variation["custom"]) == 1
            for shape, value in variation["custom"].items():
                assert shape in ("say", "ask")
                assert KEY.fullmatch(value), value


def test_there_are_no_stories_where_rules_do() -> None:
    # The texts of no harm are for the sentence model alone, the questions for what is learnt behind it.
    assert {path.name for path in (BOT / "data").glob("*/*")} == {
        "nlu.yml",
        "concern_nlu.yml",
        "concern_long_nlu.yml",
        "rules.yml",
        "not_harm.txt",
        "not_harm_long.txt",
        "questions.tsv",
    }


def test_every_text_of_harm_says_how_soon_somebody_has_to_look() -> None:
    tiers = {
        name: [(block["intent"], block["metadata"]["tier"]) for block in read(file)["nlu"]]
        for name, file in ((file.name, file) for file in (BOT / "data" / "safety").glob("*nlu.yml"))
    }
    intents = ("safeguarding_disclosure", "self_harm_or_suicide")
    assert tiers == {
        name: [(intent, tier) for intent in intents]
        for name, tier in (
            ("nlu.yml", "urgent"),
            ("concern_nlu.yml", "concern"),
            ("concern_long_nlu.yml", "concern"),
        )
    }


def test_the_only_channel_is_ours_and_its_secret_is_not_in_the_file() -> None:
    assert read(BOT / "credentials.yml") == {
        "components.channel.HeardChannel": {"secret": "${HEARD_INNER_SECRET}"}
    }


def test_the_pipeline_is_ours_and_the_guard_is_last() -> None:
    config = read(BOT / "config.yml")
    assert all(part["name"].startswith("components.") for part in config["pipeline"])
    assert config["pipeline"][-1]["name"] == "components.typed_guard.TypedGuard"
    assert [policy["name"].split(".")[-1] for policy in config["policies"]] == [
        "RulePolicy",
        "PickUp",
        "SafetyFirst",
    ]


def test_the_lock_names_the_public_index_alone_and_nothing_heavy() -> None:
    lock = (BOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}
    names = set(re.findall(r'^name = "([^"]+)"', lock, re.MULTILINE))
    assert names.isdisjoint(
        {"tensorflow", "tensorflow-cpu", "boto3", "twilio", "sentry-sdk", "python-socketio"}
    )
    assert '\nname = "rasa"\nversion = "3.6.21"\n' in lock

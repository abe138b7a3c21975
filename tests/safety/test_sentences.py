"""What the phrases make of people's sentences, as a share of each kind.

`sentences.tsv` and `held_back.tsv` were written before the phrases, `second_round.tsv` between the
first tuning and the second. All three have been looked at since: they guard what is heard, and say
nothing about strangers' words. For those there is a sealed set, scored once a release.

Phrases and model together are tuned by `development.tsv` and, rarely, looked at on `development_held.tsv`:
`./heard nlu --harm --file FILE` scores either.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.safety import Screen

HERE = Path(__file__).parent
FILES = ("sentences.tsv", "held_back.tsv", "second_round.tsv")


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load()


def written(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(tier, text) for tier, text in (line.split("\t") for line in lines if not line.startswith("#"))]


def test_there_are_sentences_of_every_kind_and_enough_of_them() -> None:
    everything = [row for name in FILES for row in written(name)]
    assert len(everything) >= 600
    assert len({text for _, text in everything}) == len(everything)
    assert {tier for tier, _ in everything} == {"urgent", "concern", "none"}


@pytest.mark.parametrize("name", FILES)
def test_harm_is_heard_and_figures_of_speech_are_let_pass(screen: Screen, name: str) -> None:
    heard = [(tier, screen.hear(text).tier) for tier, text in written(name)]

    def share(tier: str, *answers: str) -> float:
        found = [answer for asked, answer in heard if asked == tier]
        return sum(answer in answers for answer in found) / len(found)

    assert share("urgent", "urgent", "concern") >= 0.99
    assert share("urgent", "urgent") >= 0.92
    assert share("concern", "urgent", "concern") >= 0.95
    assert share("none", "urgent", "concern") <= 0.08
    assert share("none", "urgent") <= 0.02


def test_the_two_halves_to_tune_by_share_no_message_and_hold_every_tier() -> None:
    halves = [
        [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]]
        for name in ("development.tsv", "development_held.tsv")
    ]
    texts = [text for half in halves for text, _, _ in half]
    assert len(texts) == len(set(texts)) >= 600
    for half in halves:
        assert {tier for _, tier, _ in half} == {"urgent", "concern", "none"}

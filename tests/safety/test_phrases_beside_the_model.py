"""What the phrases are for is heard with the trained model beside them, too (docs/decisions/0014)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from backend.parse import heard_in
from backend.safety import Screen
from backend.safety.phrases import FILE, read

BOT = Path(__file__).parents[2] / "bot"
MISHEARD = 0.02
"""The share that the model may be sure of no harm in: none of these sentences is taught to it."""


@pytest.mark.timeout(120)
def test_hardly_a_sentence_that_a_phrase_must_hear_is_silenced_by_the_trained_model() -> None:
    told = [example for phrase in read(FILE).phrases for example in phrase.hears]
    rasa, model = os.environ["HEARD_TEST_RASA_PYTHON"], os.environ["HEARD_TEST_MODEL"]
    understood = subprocess.run(
        [rasa, "-m", "heard_rasa", "parse", "--model", model],
        cwd=BOT,
        input="\n".join(told),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    silenced = [said for said in heard_in(understood, Screen.load()) if '"safety": "none"' in said]
    assert len(understood) == len(told) > 300
    assert len(silenced) <= MISHEARD * len(told), silenced

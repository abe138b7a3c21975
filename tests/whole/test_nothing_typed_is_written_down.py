"""Words that nobody else would write are typed into a running Heard, and looked for in all that it writes."""

from __future__ import annotations

import pytest

from tests.whole.conftest import METRICS_TOKEN
from tests.whole.running import Running
from tests.whole.visiting import ANSWERS, Visitor

TOLD = {
    **ANSWERS,
    "what_happened": "my social worker wobblefinch never came and nobody rang",
    "desired_outcome": "that someone says sorry for the wobblefinch",
    "name": "Quillonby",
    "contact_detail": "quillonby@example.com",
}
HARM = ("he has got a knife tarnwhistle and he is outside my door right now", "my dad hits me tarnwhistle")
MARKED = ("wobblefinch", "quillonby", "tarnwhistle")


@pytest.mark.attack("what is stored")
def test_nothing_typed_is_in_any_log_metric_error_or_file_of_any_part(heard: Running) -> None:
    """All parts write under one home; what is sealed cannot be read there."""
    visitor = Visitor(heard.address, council="rutland")
    visitor.type("I want to make a complaint")
    visitor.answer_all(TOLD)
    assert visitor.receipt is not None
    told = Visitor(heard.address, council="rutland")
    for words in HARM:
        told.type(words)
        assert told.asks == "safe_now"
    bearer = {"Authorization": f"Bearer {told.token}", "Content-Type": "application/json"}
    answers = [
        told.http.post(
            "/api/chat/messages", content=b'{"id": "broken-one", "text": "tarnwhistle', headers=bearer
        ),
        told.http.post("/api/chat/messages", json={"id": "wrong-one", "tarnwhistle": 1}, headers=bearer),
        told.http.post("/api/cases/track", json={"reference": "wobblefinch", "key": "quillonby"}),
        told.http.post("/api/cases/track", json={"reference": ["wobblefinch"], "key": {}}),
        told.http.get("/api/health/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}),
    ]
    assert answers[-1].status_code == 200
    written = [answer.content for answer in answers]
    written += [file.read_bytes() for file in heard.home.rglob("*") if file.is_file()]
    assert len(written) > len(answers)
    for marked in MARKED:
        assert not any(marked.encode() in each.lower() for each in written), marked

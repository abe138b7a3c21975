"""How an explanation is put together: the sentence for the state, what it is wrapped in, and its facts."""

from __future__ import annotations

import pytest

from backend.say import Say

from .building import ENGLAND, SIGNED, day
from .test_timeline import STAGE_2, STAGE_3, seen, the

HELD = "31 Mar received; 8 Apr put_on_hold other; 10 Apr resumed"


def shape(say: Say) -> str:
    """Its keys from the outside in, then which days are told not to count, and what it waits for."""
    told = say.key.removeprefix("timeline.")
    facts = say.facts
    for name in ("first", "not_counted", "waits_for", "reason"):
        if isinstance(inner := facts.get(name), Say):
            told += f" < {shape(inner)}"
    return told + (f" {', '.join(facts['days'])}" if "days" in facts else "")  # type: ignore[arg-type]


EASTER = "not_counted.days Good Friday, Easter Monday"

# the story, looked at on, the clock, how it is explained
EXPLAINED = [
    ("31 Mar received", "1 Apr", "stage1_response", f"running < {EASTER}"),
    ("7 Apr received", "8 Apr", "stage1_response", "running < not_counted.weekends"),
    (HELD, "10 Apr", "stage1_response", f"with_first_date < running < {EASTER}"),
    ("31 Mar received; 8 Apr put_on_hold other", "9 Apr", "stage1_response", "with_first_date < paused"),
    ("31 Mar received; 16 Apr stage1_responded", "17 Apr", "stage1_response", f"met < {EASTER}"),
    ("31 Mar received; 17 Apr stage1_responded", "17 Apr", "stage1_response", "missed.done_late"),
    ("31 Mar received", "17 Apr", "stage1_response", f"missed < {EASTER}"),
    ("31 Mar received; 20 Apr stage2_requested", "20 Apr", "stage1_response", f"missed.over < {EASTER}"),
    ("31 Mar received; 1 Apr withdrawn", "2 Apr", "stage1_response", f"stopped < {EASTER}"),
    ("31 Mar received", "1 Apr", "stage2_request", "not_started < waits_for.stage1_responded"),
    ("31 Mar received; 9 Apr stage1_responded", "9 Apr", "stage2_request", "running.yours"),
    (STAGE_2, "12 Mar", "stage2_request", f"met.yours < {EASTER}"),
    (STAGE_3, "15 Apr", "panel_papers", "not_started < waits_for.panel_arranged"),
    ("31 Mar received", "1 Apr", "ombudsman", "running.yours < not_counted.none"),
]


@pytest.mark.parametrize(("story", "on", "name", "wanted"), EXPLAINED)
def test_a_date_is_explained_by_its_state(story: str, on: str, name: str, wanted: str) -> None:
    explained = the(name, seen(story, on, ENGLAND, happened_on=day("1 Feb"))).explanation
    assert shape(explained).startswith(wanted)
    assert ("met_on" in str(sorted(explained.facts))) is (
        wanted.split()[0].startswith(("met", "missed.done"))
    )


# the story under Surrey's way of counting, looked at on, how the answer's date is explained
BY_THE_OMBUDSMAN = [
    (STAGE_2, "13 Mar", "with_ombudsman < not_started < waits_for.statement_agreed"),
    (STAGE_2, "21 Apr", "with_ombudsman.late < not_started < waits_for.statement_agreed"),
    (f"{STAGE_2}; 26 Mar statement_agreed", "20 Apr", "with_ombudsman < running"),
    (f"{STAGE_2}; 26 Mar statement_agreed", "21 Apr", "with_ombudsman.late < running"),
    (f"{STAGE_2}; 26 Mar statement_agreed; 31 Mar put_on_hold other", "21 Apr", "with_ombudsman.late < "),
    (f"{STAGE_2}; 26 Mar statement_agreed; 31 Mar put_on_hold proceedings", "21 Apr", "with_ombudsman < "),
    (f"{STAGE_2}; 26 Mar statement_agreed; 30 Apr stage2_responded", "1 May", "with_ombudsman < met"),
]


@pytest.mark.parametrize(("story", "on", "wanted"), BY_THE_OMBUDSMAN)
def test_the_ombudsmans_day_is_told_as_theirs(story: str, on: str, wanted: str) -> None:
    assert shape(the("stage2_response", seen(story, on, SIGNED)).explanation).startswith(wanted)


def test_what_never_started_and_is_not_waited_for_is_no_longer_said_to_wait() -> None:
    found = the("stage2_response", seen(f"{STAGE_2}; 1 Apr stage2_responded", "2 Apr", SIGNED))
    assert (found.state, found.due) == ("stopped", None)
    assert shape(found.explanation) == "with_ombudsman < never_started"

"""Every answer a person can give meets one row of each table, and is told why and what next."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product

from backend.eligibility import Facts, Proceedings, advise
from backend.eligibility.advice import WORDING
from backend.eligibility.question import ABOUT, AGREES, CHILD_IS, RELATIONSHIPS, ROLES
from backend.eligibility.rules import PEOPLE, SUBJECTS, relation, situation

from .test_advice import TERMS, TODAY


@cache
def everybody() -> tuple[Facts, ...]:
    """Every combination of who, which child, which agreement and which subject; of those that no row
    can tell apart, one.
    """
    different = {}
    for role, said, child, agrees in product(
        ROLES, (None, *RELATIONSHIPS), (None, *CHILD_IS), (None, *AGREES)
    ):
        facts = Facts(role, "staff", said, child, agrees)
        different[relation(facts), situation(facts), agrees] = role, said, child, agrees
    return tuple(
        Facts(role, about, said, child, agrees)
        for (role, said, child, agrees), about in product(different.values(), ABOUT)
    )


def test_one_row_and_no_more_fits_every_person_and_subject() -> None:
    for facts in everybody():
        assert sum(row.fits(facts) for row in PEOPLE) == 1, facts
    for about in ABOUT:
        assert sum(about in row.about for row in SUBJECTS) == 1, about


def test_nobody_is_refused_and_everybody_hears_why_and_what_next() -> None:
    for facts in everybody():
        advice = advise(facts, TERMS, TODAY)
        assert advice.outcome in ("accept", "accept_with_consent", "ask_council", "redirect")
        assert advice.reasons
        assert all(reason.source.citation for reason in advice.reasons)
        assert advice.next_steps
        assert (advice.outcome == "redirect") == (
            advice.route != "statutory" or advice.reasons[0].rule == "X01"
        )


def test_every_circumstance_keeps_the_advice_whole() -> None:
    ongoing = (Proceedings("court", ongoing=True, same_matter="yes"),)
    for risk, exhausted, anonymous, happened, beside in product(
        (False, True), (False, True), (False, True), (None, date(2020, 1, 1)), ((), ongoing)
    ):
        for role, about in product(ROLES, ABOUT):
            facts = Facts(
                role,
                about,
                happened_on=happened,
                proceedings=beside,
                already_exhausted=exhausted,
                risk_of_harm=risk,
                anonymous=anonymous,
            )
            advice = advise(facts, TERMS, TODAY)
            assert advice.reasons
            assert advice.next_steps
            assert (advice.outcome == "safeguarding_first") == risk
            for say in (*(reason.say for reason in advice.reasons), *advice.next_steps):
                assert set(say.facts) == set(WORDING[say.key]), say.key

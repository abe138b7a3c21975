"""`./heard check`: every procedure file, sentence and phrase is whole; and what nobody has verified yet.

A mistake fails the check. What is unverified or missing does not: it is listed, so that a council
knows what to look up before it opens.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from backend.app import install
from backend.procedures import ProcedureMistake, load
from backend.procedures.check import check as check_procedures
from backend.safety.check import check as check_phrases
from backend.safety.check import check_elsewhere, unchecked
from backend.services import opening
from backend.services.keys import KeyWords
from backend.settings import SettingsMistake, read_settings
from backend.store import StoreError
from backend.wording import KEY_WORDS, CatalogueMistake, Wording


def mistakes() -> Iterator[str]:
    """Each thing that is wrong, in a sentence that says where."""
    try:
        load()
    except ProcedureMistake as mistake:
        yield str(mistake)
    try:
        wording = Wording.load()
        for language in wording.locales():
            wording.checked(language)
    except CatalogueMistake as mistake:
        yield str(mistake)
    yield from check_phrases()
    yield from check_elsewhere()
    try:
        KeyWords.of(KEY_WORDS.read_text(encoding="utf-8").splitlines())
    except ValueError as mistake:
        yield f"{KEY_WORDS.name}: {mistake}"


def unread() -> Iterator[str]:
    """The languages whose phrases of harm nobody who speaks them has read, in one sentence."""
    if names := sorted(f"{one.name} ({one.tag})" for one in unchecked()):
        yield (
            "What is listened for in other languages (backend/safety/languages) was drafted by a machine, "
            f"and nobody who speaks it has checked it in {', '.join(names)}."
        )


UNFILLED = {
    "duty": "nobody is named who is told when harm is heard",
    "cover": "nobody is named who is told if the first does not come",
    "duty_apart": "nobody stands apart, to be told where staff or a carer are named",
    "way_to_duty": "somebody is named whom no message can reach: set HEARD_SMTP_URL or HEARD_NOTIFY_URL",
    "team": "the complaints team's mailbox is not named, so nobody is reminded of dates",
    "letterhead": "there is no letterhead",
    "retention": "it is not said how long the words of a case stay",
    "privacy": "the privacy notice names no data protection officer and no lawful ground",
    "access": "the accessibility statement does not say whom to tell, or when it was looked at",
}
"""What a council has not filled in, by its short name."""


def unfilled() -> Iterator[str]:
    """What the councils of this installation have still to fill in; nothing where there is none yet."""
    settings = read_settings()
    if settings.on_sqlite and not (settings.home / "heard.db").exists():
        return
    inst = install(settings)
    for council in (opening.EVERYWHERE, *(one.id for one in inst.procedures.councils())):
        for name in opening.seen(inst, council).missing:
            yield f"{council}: {UNFILLED[name]} (./heard staff settings --council {council})."


def main(arguments: Sequence[str]) -> int:
    """Print what was found; 1 if anything is wrong. `--quiet` looks at the files alone."""
    wrong = list(mistakes())
    for sentence in wrong:
        print(sentence)  # noqa: T201 - this is a command
    if wrong:
        return 1
    try:
        to_fill_in = [] if "--quiet" in arguments else list(unfilled())
    except (SettingsMistake, StoreError) as mistake:
        print(mistake)  # noqa: T201
        return 1
    found = [*(finding.sentence for finding in check_procedures(load())), *unread(), *to_fill_in]
    if "--quiet" not in arguments:
        for sentence in found:
            print(f"- {sentence}")  # noqa: T201
    print(f"Everything is whole. {len(found)} things are unverified or missing.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

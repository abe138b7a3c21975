"""What every use case is given: the installation's parts, held together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from backend import clock as clocks
from backend.deadlines.calendar import WorkingCalendar, calendar_named
from backend.notify import Post
from backend.notify.webhook import Webhook
from backend.procedures import Procedures
from backend.procedures.elsewhere import Elsewhere, load_elsewhere
from backend.safety import Screen
from backend.services.keys import KeyWords
from backend.services.slow_hash import SlowHash
from backend.store import Store
from backend.wording import Wording


@dataclass(frozen=True, eq=False)
class Installation:
    """One running Heard, equal to itself alone. Tests build it with a fixed clock and their own database."""

    store: Store
    clock: clocks.Clock
    procedures: Procedures
    wording: Wording
    screen: Screen
    key_words: KeyWords
    address_salt: bytes
    """Addresses are counted under a keyed hash, never as they are."""
    limits: bool = True
    only_council: str | None = None
    beyond_loopback: bool = False
    """Whether other machines can reach it: then a council needs a verified duty number to be open."""
    post: Post = field(default_factory=Post)
    """The ways out of the house: none, where nobody set one up."""
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    """The councils' own case systems, by council."""
    address: str = ""
    """Where people find this installation; links in messages begin with it."""
    metrics_token: str | None = None
    """What a monitor shows to see figures; without one nobody sees them."""
    slow_hash: SlowHash = field(default_factory=SlowHash)
    """What keys and passwords are kept by."""
    calendar: Callable[[str], WorkingCalendar] = calendar_named
    """The calendar of the name a procedure gives."""
    elsewhere: Elsewhere = field(default_factory=load_elsewhere)
    """Who is responsible where Heard does not serve."""

    def today(self) -> date:
        """The day it is in London."""
        return clocks.today(self.clock)

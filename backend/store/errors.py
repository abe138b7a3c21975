"""What can go wrong with the store, by name. No message holds what a person typed, nor a key."""

from __future__ import annotations


class StoreError(Exception):
    """Anything the store refuses or cannot do."""


class AlreadyThere(StoreError):
    """Something with the same unique name is stored already; nothing was changed."""


class NotThere(StoreError):
    """What was to be changed, or what it belongs to, is not stored (any more); nothing was changed."""


class Unavailable(StoreError):
    """The database is locked, full or gone. The transaction did not happen; it may be tried again."""


class NotMigrated(StoreError):
    """The database has no schema yet, or an older one: `migrate(url)` comes first."""


class UnknownDatabase(StoreError):
    """The database's address is neither SQLite nor PostgreSQL."""


class WeakSecret(StoreError):
    """The installation's secret is too short to protect anything."""


class WrongSecret(StoreError):
    """The database was sealed with another secret than the one given."""


class Unreadable(StoreError):
    """A sealed value does not open: it was changed, moved to another place, or its key is not known."""


class ChainBroken(StoreError):
    """Events cannot be appended: the head of the chain is missing or does not fit the events."""


class ExportSpoilt(StoreError):
    """An earlier export of the chain is not what was written, so nothing can be held against it."""

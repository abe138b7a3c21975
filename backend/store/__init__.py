"""The database and nothing but: tables, sealing, repositories, migrations. No rules."""

from backend.store.errors import (
    AlreadyThere,
    ChainBroken,
    ExportSpoilt,
    NotMigrated,
    NotThere,
    StoreError,
    Unavailable,
    UnknownDatabase,
    Unreadable,
    WeakSecret,
    WrongSecret,
)
from backend.store.migrations import migrate
from backend.store.repository import Limits
from backend.store.transactions import Store, Transaction

__all__ = [
    "AlreadyThere",
    "ChainBroken",
    "ExportSpoilt",
    "Limits",
    "NotMigrated",
    "NotThere",
    "Store",
    "StoreError",
    "Transaction",
    "Unavailable",
    "UnknownDatabase",
    "Unreadable",
    "WeakSecret",
    "WrongSecret",
    "migrate",
]

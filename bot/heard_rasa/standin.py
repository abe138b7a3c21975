"""Stands in for packages that Rasa imports but nothing here uses.

Rasa 3.6 imports TensorFlow, the AWS and MongoDB clients and every chat service's library as soon as it is
imported itself. They are left out of the environment (see `pyproject.toml`: 2 GB of disk, two thirds of the
memory, most of the start). `install()` answers those imports with hollow modules whose names can be imported,
subclassed, used as decorators and in annotations. Doing anything else with one raises `NotInstalled`, so
a configuration that really needs such a package fails with its name and not with a wrong result.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

ABSENT = frozenset(
    {
        "tensorflow",
        "tensorflow_addons",
        "tensorflow_hub",
        "tensorflow_text",
        "keras",
        "matplotlib",
        "networkx",
        "scipy",
        "sklearn",
        "sklearn_crfsuite",
        "skops",
        "boto3",
        "botocore",
        "pymongo",
        "aio_pika",
        "aiormq",
        "aiogram",
        "fbmessenger",
        "google",
        "mattermostwrapper",
        "rocketchat_API",
        "sentry_sdk",
        "slack_sdk",
        "socketio",
        "structlog_sentry",
        "twilio",
        "webexteamssdk",
    }
)


class NotInstalled(RuntimeError):
    """Something really wanted to use a package that is left out on purpose."""


class _Hollow(type):
    """The type of every name in a hollow module: a class that has all attributes and does nothing."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _hollow(f"{cls.__name__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A bare decorator gives back what it decorates; a subclass of Rasa's is an ordinary class."""
        if not cls.__dict__.get("_is_hollow"):
            return super().__call__(*args, **kwargs)
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        raise NotInstalled(f"{cls.__name__} is not installed: see bot/heard_rasa/standin.py")

    def __getitem__(cls, _: Any) -> Any:
        return cls


def _hollow(name: str) -> type:
    return _Hollow(name, (object,), {"_is_hollow": True})


class _HollowModule(types.ModuleType):
    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _hollow(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _HollowModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: a hollow module is made whole."""


def install() -> None:
    """Put the stand-ins in force, before the first import of Rasa. Doing it twice changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())

"""Hollow modules can be imported and built upon, and cannot be used."""

import importlib
import sys

import pytest

from heard_rasa.standin import ABSENT, NotInstalled, install


def test_none_of_the_absent_packages_is_installed() -> None:
    found = {name for name in ABSENT if getattr(importlib.import_module(name), "__file__", None)}
    assert found == set()


def test_rasas_own_components_can_be_imported() -> None:
    importlib.import_module("rasa.engine.recipes.default_components")
    importlib.import_module("rasa.core.channels")


def test_a_hollow_name_can_be_subclassed_decorated_with_and_annotated() -> None:
    import tensorflow as tf

    class Model(tf.keras.Model):
        @tf.function
        def call(self, value: tf.Tensor) -> int:
            return 7

    assert Model().call(None) == 7


def test_using_a_hollow_name_says_what_is_missing() -> None:
    import tensorflow as tf

    with pytest.raises(NotInstalled, match=r"tensorflow\.constant"):
        tf.constant(3)


def test_installing_twice_changes_nothing() -> None:
    before = list(sys.meta_path)
    install()
    assert sys.meta_path == before

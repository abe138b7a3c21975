"""The sentence model: weights from a package, taught our intents, made small.

A project of its own with its own lock, since what teaches a model does not fit beside Rasa and is not needed
to run one: `python -m encoder` makes a folder that `components/sentence.py` reads.
"""

"""The one entry to Rasa: `python -m heard_rasa train | run | validate` (see `__main__`)."""

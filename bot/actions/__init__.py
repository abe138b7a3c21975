"""Rasa's actions, on the modern Python: one message id in, one call to the backend, its reply relayed."""

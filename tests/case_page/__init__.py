"""The case page, as somebody with a reference and a key uses it."""

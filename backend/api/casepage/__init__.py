"""The case page: what the API shows and does for the holder of a key, as pages without JavaScript.

Thin, as the staff console is: every page is a use case of `backend.services` and a template.
"""

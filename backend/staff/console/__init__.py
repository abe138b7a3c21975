"""The console: what the staff API does, as pages that work without JavaScript.

Thin: every page is a use case of `backend.services` and a template. No rule stands here; what may happen
to a case next is asked of the case.
"""

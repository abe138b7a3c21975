"""Conversations with the whole of Heard, written as what is said and what is asked."""

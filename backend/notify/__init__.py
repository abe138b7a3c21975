"""The ways out of the house: e-mail, GOV.UK Notify, and letters on paper.

What is sent, to whom and whether at all is decided above (`backend.services`); here a message that was
decided goes out, once, or says why it did not.
"""

from backend.notify.post import Channel, Message, NotSent, Post, Sent, State, Way

__all__ = ["Channel", "Message", "NotSent", "Post", "Sent", "State", "Way"]

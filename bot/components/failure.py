"""The one way a turn fails."""


class TurnFailed(BaseException):
    """This turn cannot be answered and must leave no trace.

    Rasa catches every `Exception` of an action, loses the action's events and answers as if all were well.
    This is a `BaseException`, so it passes: nothing of the turn is saved, the channel answers 502 with `why`,
    and the same message sent again starts where this one did. `why` is a code word, never a person's text.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

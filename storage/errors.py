"""What storage can refuse."""


class Conflict(Exception):
    """What the decision rested on changed meanwhile: decide again."""


class TurnConflicted(Exception):
    """A turn met a Conflict and nothing of it was kept; the update still waits and can be decided afresh."""

    def __init__(self, inbox_id: int) -> None:
        super().__init__(f"inbox row {inbox_id}")
        self.inbox_id = inbox_id


class TurnFailed(Exception):
    """No turn could be made of an update; `inbox_id` says of which."""

    def __init__(self, inbox_id: int) -> None:
        super().__init__(f"inbox row {inbox_id}")
        self.inbox_id = inbox_id

"""Opens an answer to add to it."""

from actions.correct_earlier import CorrectEarlier


class AddMore(CorrectEarlier):
    action = "action_add_more"
    choice = "add"

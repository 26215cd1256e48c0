"""Asks before erasing what an answer said before it was corrected."""

from actions.turn_action import TurnAction
from bot.conversations.naming import answers_meant
from bot.conversations.prompts import present
from bot.conversations.reopening import ask_to_confirm
from bot.conversations.turn import Turn
from bot.storage import answers


class ForgetEarlier(TurnAction):
    action = "action_forget_earlier"

    def perform(self, turn: Turn) -> None:
        question = next((each for each in reversed(answers_meant(turn)) if _was_corrected(turn, each)), None)
        if question is None:
            turn.say("info", "bot.nothing_to_forget")
            return present(turn)
        return ask_to_confirm(turn, about="forget", question=question)


def _was_corrected(turn: Turn, question: str) -> bool:
    answer = answers.find(turn.session, turn.conversation, question)
    return answer is not None and answers.has_replaced_words(turn.session, answer)

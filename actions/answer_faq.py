"""Answers a question about the consultation, then says what is open."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn


class AnswerFaq(TurnAction):
    action = "action_answer_faq"

    def perform(self, turn: Turn) -> None:
        topic = turn.understanding.entities.get("topic")
        entry = next((each for each in turn.catalogue.faq if each.id == topic), None)
        if entry:
            text = turn.catalogue.fill(entry.answer, turn.lang, turn.clock.now())
        else:
            text = turn.phrases.say("bot.contact", contact=turn.catalogue.consultation.contact)
        turn.replies.append(Reply(kind="info", text=text))
        present(turn)

"""Says what one can do at any turn."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import offer, present
from bot.conversations.turn import Reply, Turn

ALWAYS = ("repeat", "recap", "pause", "webinars", "receipt", "export", "withdraw")


class GiveHelp(TurnAction):
    action = "action_give_help"

    def perform(self, turn: Turn) -> None:
        others = [f"lang:{each}" for each in turn.catalogue.languages if each != turn.lang]
        text = turn.phrases.say("bot.help", contact=turn.catalogue.consultation.contact)
        turn.replies.append(Reply(kind="info", text=text, choices=offer(turn, [*ALWAYS, *others])))
        present(turn)

"""Goes on in another language; nothing else changes."""

from actions.turn_action import TurnAction
from bot.conversations.choices import offer
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn


class ChangeLanguage(TurnAction):
    action = "action_change_language"

    def perform(self, turn: Turn) -> None:
        wanted = turn.understanding.entities.get("language")
        if wanted in turn.catalogue.languages:
            turn.conversation.lang, turn.conversation.lang_settled = wanted, True
            turn.say("info", "bot.language_changed")
        else:
            ids = [f"lang:{each}" for each in turn.catalogue.languages]
            text = turn.phrases.say("bot.languages")
            turn.replies.append(Reply(kind="info", text=text, choices=offer(turn, ids)))
        present(turn)

"""Shows every webinar, with the links that make sense today."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn
from bot.conversations.webinars import links_of, webinar_text


class ShowWebinars(TurnAction):
    action = "action_show_webinars"

    def perform(self, turn: Turn) -> None:
        catalogue, lang, now = turn.catalogue, turn.lang, turn.clock.now()
        text = webinar_text(catalogue, catalogue.webinars, lang=lang, now=now)
        links = [link for each in catalogue.webinars for link in links_of(catalogue, each, lang=lang, now=now)]
        turn.replies.append(Reply(kind="webinars", text=text or turn.phrases.say("bot.no_webinar"), links=links))
        present(turn)

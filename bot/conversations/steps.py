"""The steps of a consultation that several actions share: open a theme, ask, go on, end a theme."""

from dataclasses import replace
from typing import Any

from bot.catalogue import Theme
from bot.conversations.availability import availability
from bot.conversations.choices import offer
from bot.conversations.prompts import present
from bot.conversations.recap import add_recap
from bot.conversations.turn import Reply, Turn
from bot.conversations.webinars import webinar_links, webinar_text
from bot.questionnaire import Position, is_complete, next_question
from bot.storage import tokens


def go_to(turn: Turn, position: Position, *, pending: dict[str, Any] | None = None) -> None:
    """Moves, and shows what is open there."""
    turn.move(position, pending=pending)
    present(turn)


def show_menu(turn: Turn) -> None:
    turn.conversation.return_to = None
    go_to(turn, Position("menu", theme=turn.conversation.theme))


def is_open(turn: Turn, theme: Theme | None = None) -> bool:
    """Whether answers are taken now, for this theme if one is given."""
    return availability(turn) == "open" and (theme is None or theme.state == "open")


def open_theme(turn: Turn, theme: Theme) -> None:
    """Introduction, its webinars, then the first question left; a finished theme shows its recap instead."""
    turn.conversation.return_to = None
    if not is_open(turn, theme):
        state = availability(turn)
        turn.say("info", f"bot.theme_{theme.state if state == 'open' else state}", title=theme.title[turn.lang])
        return show_menu(turn)
    if is_complete(theme, turn.states):
        turn.say("info", "bot.theme_complete", title=theme.title[turn.lang])
        add_recap(turn, theme.id)
        turn.move(Position("menu", theme=theme.id))
        return present(turn)
    turn.replies.append(_introduction(turn, theme))
    add_webinars(turn, theme.id)
    turn.move(Position("menu", theme=theme.id))
    return ask_next(turn)


def _introduction(turn: Turn, theme: Theme) -> Reply:
    lines = (theme.title, theme.introduction, theme.motivation)
    resources = [
        {"href": str(each.href), "label": each.label[turn.lang], "kind": "resource"} for each in theme.resources
    ]
    return Reply(kind="info", text="\n\n".join(line[turn.lang] for line in lines), links=resources)


def add_webinars(turn: Turn, theme: str | None) -> None:
    """Adds the webinars of a theme (of none: those without a theme), if there are any."""
    offered = turn.catalogue.webinars_for(theme)
    if offered:
        now = turn.clock.now()
        text = webinar_text(turn.catalogue, offered, lang=turn.lang, now=now)
        links = webinar_links(turn.catalogue, theme, lang=turn.lang, now=now)
        turn.replies.append(Reply(kind="webinars", text=text, links=links))


def ask_next(turn: Turn) -> None:
    """The next question of the theme, in order; after the last, room for another idea."""
    theme = turn.theme
    if theme is None or not is_open(turn, theme):
        return show_menu(turn)
    question = next_question(theme, turn.states, after=turn.conversation.question)
    if question is None:
        return go_to(turn, Position("idea", theme=theme.id))
    return go_to(turn, Position("question", theme=theme.id, question=question.id))


def go_on(turn: Turn) -> None:
    """Back to where a correction was asked for, or on to the next question."""
    if turn.conversation.return_to is None:
        return ask_next(turn)
    return return_to_origin(turn)


def return_to_origin(turn: Turn) -> None:
    """Goes back to the prompt that was left; what it asked may have been settled or erased meanwhile."""
    origin = turn.conversation.return_to or {"mode": "menu", "theme": turn.conversation.theme, "question": None}
    turn.conversation.return_to = None
    position = Position(origin["mode"], theme=origin["theme"], question=origin["question"])
    state = turn.states.get(position.question or "")
    if position.mode == "provisional" and state != "provisional":
        position = replace(position, mode="question")
    if (position.mode == "question" and state == "given") or (position.mode == "probe" and state != "given"):
        turn.move(replace(position, mode="question"))
        return ask_next(turn)
    return go_to(turn, position, pending=origin.get("pending"))


def finish_theme(turn: Turn) -> None:
    """Acknowledgement, recap, webinars, receipt, the profile once, then the menu."""
    theme = turn.conversation.theme
    turn.say("ack", "bot.theme_done")
    add_recap(turn, theme)
    add_webinars(turn, theme)
    offer_receipt(turn)
    if turn.conversation.profile_asked:
        return show_menu(turn)
    turn.conversation.profile_asked = True
    return go_to(turn, Position("profile", theme=theme), pending={"about": "public"})


def offer_receipt(turn: Turn) -> None:
    """Offers a code to come back with; the code itself is shown by a call of its own."""
    here = turn.conversation
    here.receipt_offered = True
    known = tokens.has(turn.session, conversation_id=here.id, kind="receipt")
    text = turn.phrases.say("bot.receipt.offer_another" if known else "bot.receipt.offer")
    turn.replies.append(Reply(kind="receipt", text=text, choices=offer(turn, ["receipt"])))

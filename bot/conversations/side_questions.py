"""What is answered in the course of a conversation and changes nothing in it; the prompt comes back afterwards."""

from collections.abc import Callable

from bot.conversations.choices import offer
from bot.conversations.turn import Reply, Turn
from bot.conversations.webinars import links_of, webinar_text

FEWEST_WORDS = 3
ALWAYS = ("repeat", "recap", "pause", "webinars", "receipt", "export", "withdraw")


def give_reason(turn: Turn) -> None:
    """Why the open question is asked."""
    here = turn.conversation
    asked = turn.catalogue.question(here.question) if here.question else None
    turn.say("info", "bot.why", why=asked.why[turn.lang]) if asked else turn.say("info", "bot.why_here")


def give_help(turn: Turn) -> None:
    """What one can do at any turn."""
    others = [f"lang:{each}" for each in turn.catalogue.languages if each != turn.lang]
    text = turn.phrases.say("bot.help", contact=turn.catalogue.consultation.contact)
    text += f"\n{turn.phrases.say('bot.help_chat')}" if turn.message and turn.message.channel == "telegram" else ""
    turn.replies.append(Reply(kind="info", text=text, choices=offer(turn, [*ALWAYS, *others])))


def answer_faq(turn: Turn) -> None:
    """A frequent question's answer; for one that is not known, whom to write to."""
    topic = turn.understanding.entities.get("topic")
    entry = next((each for each in turn.catalogue.faq if each.id == topic), None)
    if entry is None:
        return give_contact(turn)
    text = turn.catalogue.fill(entry.answer, turn.lang, turn.clock.now())
    links = [_form(turn)] if entry.leads_to == "form" else []
    turn.replies.append(Reply(kind="info", text=text, links=links))
    return None


def _form(turn: Turn) -> dict[str, str]:
    """The plain form: that of the open theme, if there is one."""
    theme = f"/{turn.theme.id}" if turn.theme else ""
    href = f"/form{theme}?lang={turn.lang}"
    return {"href": href, "label": turn.phrases.say("chat.form"), "kind": "form"}


def give_contact(turn: Turn) -> None:
    """The address of a person."""
    contact = turn.catalogue.consultation.contact
    link = {"href": f"mailto:{contact}", "label": contact, "kind": "contact"}
    turn.replies.append(Reply(kind="info", text=turn.phrases.say("bot.contact", contact=contact), links=[link]))


def say_robot(turn: Turn) -> None:
    """That a program replies."""
    turn.say("info", "bot.robot")


def show_webinars(turn: Turn) -> None:
    """Every webinar, with the links that make sense today."""
    catalogue, lang, now = turn.catalogue, turn.lang, turn.clock.now()
    text = webinar_text(catalogue, catalogue.webinars, lang=lang, now=now)
    links = [link for each in catalogue.webinars for link in links_of(catalogue, each, lang=lang, now=now)]
    turn.replies.append(Reply(kind="webinars", text=text or turn.phrases.say("bot.no_webinar"), links=links))


SIDE_QUESTIONS: dict[str, Callable[[Turn], None]] = {
    "ask_reason": give_reason,
    "ask_help": give_help,
    "ask_faq": answer_faq,
    "contact_person": give_contact,
    "ask_robot": say_robot,
    "show_webinars": show_webinars,
}


def answer_guess(turn: Turn) -> None:
    """Answers the side question that a text may have been, besides keeping the text."""
    heard, guess = turn.understanding, turn.understanding.guess
    known = guess != "ask_faq" or "topic" in heard.entities
    if known and guess in SIDE_QUESTIONS and (heard.unsure or (heard.doubtful and _may_be_asked(turn))):
        SIDE_QUESTIONS[guess](turn)


def _may_be_asked(turn: Turn) -> bool:
    """What hardly sounds like a question: a word or two is none, and "I don't know" asks for no help."""
    said = turn.message.text.split() if turn.message else ()
    return len(said) >= FEWEST_WORDS and turn.understanding.guess != "ask_help"

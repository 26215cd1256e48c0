"""The language of what was written: labelled where it can be told, and never acted on without asking."""

from bot.conversations.choices import label as choice_label
from bot.conversations.turn import Reply, Turn
from bot.languages import detect, is_clear
from bot.storage import answers, messages
from bot.storage.models import Answer


def label(turn: Turn, answer: Answer, *, otherwise: str) -> None:
    """Notes the language of an answer's words; of too short ones it is `otherwise`."""
    words = answers.words(answer) or ""
    alone = turn.message is not None and words == turn.message.text
    found = turn.detected if alone else detect(words, turn.catalogue.languages)
    answer.lang = found.code if found else otherwise


def label_message(turn: Turn) -> None:
    """Notes the language of the citizen's text, if it is clear."""
    if turn.message is not None and turn.detected is not None and is_clear(turn.detected):
        turn.message.detected = turn.detected.code


def suggest_language(turn: Turn) -> None:
    """After two clear messages in another language of the consultation, asks once whether to go on in it."""
    said, here, found = turn.message, turn.conversation, turn.detected
    if said is None or found is None or not is_clear(found) or here.lang_settled:
        return
    other = found.code
    if other == here.lang or other not in turn.catalogue.languages:
        return
    if messages.labelled_before(turn.session, here.id, said.seq) != other:
        return
    here.lang_settled = True
    choice = {"id": f"lang:{other}", "label": choice_label(f"lang:{other}", turn.catalogue, other)}
    text = turn.catalogue.phrasebooks[other].say("bot.suggest_language")
    turn.say_before_the_prompt(Reply(kind="info", text=text, choices=[choice], lang=other))

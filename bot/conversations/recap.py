"""The recap: each question with what was answered, and a way to correct, add to or erase each."""

from collections.abc import Sequence

from bot.conversations.prompts import current_progress, offer
from bot.conversations.turn import Reply, Turn
from bot.storage import answers
from bot.storage.models import Answer

SHOWN_LIMIT = 500


def add_recap(turn: Turn, theme: str | None) -> None:
    """Adds the recap of a theme, or of everything when `theme` is None."""
    turn.session.flush()
    rows = [
        each
        for each in answers.of_conversation(turn.session, turn.conversation.id)
        if theme in (None, each.theme) and each.state in ("given", "provisional", "skipped")
    ]
    turn.replies.append(
        Reply(
            kind="recap",
            text="\n\n".join(
                [turn.phrases.say("bot.recap.title", count=len(rows)), *(_line(turn, each) for each in rows)]
            ),
            progress=current_progress(turn),
            choices=_choices(turn, rows),
            quotes=[each.question for each in rows if answers.words(each) is not None],
        )
    )


def _line(turn: Turn, answer: Answer) -> str:
    words = answers.words(answer)
    shown = words if words is None or len(words) <= SHOWN_LIMIT else words[:SHOWN_LIMIT] + "…"
    key = "skipped" if shown is None else answer.state
    return turn.phrases.say(f"bot.recap.{key}", question=_asked(turn, answer), words=shown or "")


def _asked(turn: Turn, answer: Answer) -> str:
    if turn.catalogue.has_question(answer.question):
        return turn.catalogue.question(answer.question).question[turn.lang]
    return turn.phrases.say("bot.recap.remark")


def _choices(turn: Turn, rows: Sequence[Answer]) -> list[dict[str, str]]:
    known = [each for each in rows if turn.catalogue.has_question(each.question)]
    ids = [
        f"{name}:{each.question}"
        for each in known
        for name in ("correct", "add", "erase")
        if name == "correct" or each.state == "given"
    ]
    return offer(turn, ids)

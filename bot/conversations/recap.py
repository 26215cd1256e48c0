"""The recap: each question with what was answered, and a way to correct, add to or erase each."""

import re
from collections.abc import Sequence
from itertools import groupby

from bot.conversations import choices
from bot.conversations.choices import offer
from bot.conversations.prompts import current_progress
from bot.conversations.turn import Reply, Turn
from bot.storage import answers
from bot.storage.models import Answer

SHOWN_LIMIT = 500
BLANK_LINES = re.compile(r"\n\s*\n")
# What can be done with an answer, by its state.
WAYS = {"given": ("correct", "add", "erase"), "provisional": ("correct", "erase"), "skipped": ("correct",)}


def add_recap(turn: Turn, theme: str | None) -> None:
    """Adds the recap of a theme, or of everything when `theme` is None, theme by theme in the catalogue's order."""
    turn.session.flush()
    rows = sorted(
        (each for each in answers.of_conversation(turn.session, turn.conversation.id) if _is_shown(each, theme)),
        key=lambda each: _place(turn, each),
    )
    turn.replies.append(
        Reply(
            kind="recap",
            text="\n\n".join([_title(turn, rows), *_lines(turn, rows)]),
            progress=current_progress(turn),
            choices=_choices(turn, rows),
            quotes=[each.question for each in rows if answers.words(each) is not None],
        )
    )


def _is_shown(answer: Answer, theme: str | None) -> bool:
    return theme in (None, answer.theme) and answer.state in ("given", "provisional", "skipped")


def _place(turn: Turn, answer: Answer) -> tuple[int, int]:
    """Themes as in the catalogue, questions as in their theme, remarks after them."""
    themes = [each.id for each in turn.catalogue.themes]
    theme = themes.index(answer.theme) if answer.theme in themes else len(themes)
    return theme, _rank(turn, answer) or len(turn.catalogue.questions)


def _rank(turn: Turn, answer: Answer) -> int | None:
    if not turn.catalogue.has_question(answer.question):
        return None
    questions = turn.catalogue.theme_of(answer.question).questions
    return [each.id for each in questions].index(answer.question) + 1


def _title(turn: Turn, rows: Sequence[Answer]) -> str:
    given = sum(each.state == "given" for each in rows)
    return turn.phrases.say("bot.recap.title", count=given) if rows else turn.phrases.say("bot.recap.none")


def _lines(turn: Turn, rows: Sequence[Answer]) -> list[str]:
    """The themes' names stand above their answers where there are several."""
    titles = {each.id: each.title[turn.lang] for each in turn.catalogue.themes}
    several = len({each.theme for each in rows}) > 1
    lines: list[str] = []
    for theme, group in groupby(rows, key=lambda each: each.theme):
        lines += [titles[theme].upper()] if several and theme in titles else []
        lines += [_line(turn, each) for each in group]
    return lines


def _line(turn: Turn, answer: Answer) -> str:
    words, detail = answers.words(answer), answers.words(answer, role="detail")
    key = answer.state if words is None or answer.state != "skipped" else "provisional"
    line = turn.phrases.say(f"bot.recap.{key}", question=_asked(turn, answer), words=_short(words or ""))
    return f"{line}\n" + turn.phrases.say("bot.recap.detail", words=_short(detail)) if detail else line


def _short(words: str) -> str:
    """Without blank lines: in a recap one stands between two answers."""
    words = BLANK_LINES.sub("\n", words)
    return words if len(words) <= SHOWN_LIMIT else words[:SHOWN_LIMIT] + "…"


def _asked(turn: Turn, answer: Answer) -> str:
    rank = _rank(turn, answer)
    if rank is None:
        return turn.phrases.say("bot.recap.remark")
    return f"{rank}. {turn.catalogue.question(answer.question).question[turn.lang]}"


def _choices(turn: Turn, rows: Sequence[Answer]) -> list[dict[str, str]]:
    return offer(turn, [choice for each in rows for choice in _choices_of(turn, each)])


def _choices_of(turn: Turn, answer: Answer) -> list[str]:
    if not turn.catalogue.has_question(answer.question):
        return [f"erase:{answer.question}"] if choices.is_known(f"erase:{answer.question}", turn.catalogue) else []
    kept = answer.state == "skipped" and answers.words(answer) is not None
    return [f"{name}:{answer.question}" for name in WAYS["provisional" if kept else answer.state]]

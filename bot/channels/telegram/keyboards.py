"""The buttons under a message: links that open, choices that are tapped."""

import re
from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Phrasebook
from bot.conversations.transcript import Choice, Link

Row = list[InlineKeyboardButton]
# Two short labels fit beside each other on a phone.
SHORT = 16
# Telegram takes a hundred buttons a message.
MOST = 96
EDITS = re.compile(r"(correct|add|erase):(.+)")


def data_of(seq: int, choice: str) -> str:
    """What a tapped button sends: at most 51 bytes of the 64 there may be."""
    return f"{seq}|{choice}"


def read_data(data: str) -> tuple[int, str] | None:
    """The message and the choice of a tapped button; None for what no button of ours sends."""
    seq, bar, choice = data.partition("|")
    known = bar and choice and seq.isascii() and seq.isdigit() and len(seq) <= 9
    return (int(seq), choice) if known else None


def keyboards(seq: int, choices: Sequence[Choice], links: Sequence[Link], phrases: Phrasebook) -> list[Row]:
    """Every row of buttons of a message: its links, the answers that can be changed, everything else."""
    edits = [each for each in choices if EDITS.fullmatch(each.id)]
    others = [each for each in choices if each not in edits]
    return [
        *([InlineKeyboardButton(each.label, url=each.href)] for each in links),
        *_edits(seq, edits, phrases),
        *_packed([_button(seq, each, each.label) for each in others]),
    ]


def markups(rows: Sequence[Row]) -> list[InlineKeyboardMarkup]:
    """The rows as keyboards, as few as Telegram's limit allows."""
    found: list[list[Row]] = [[]]
    for row in rows:
        if sum(map(len, found[-1])) + len(row) > MOST:
            found.append([])
        found[-1].append(row)
    return [InlineKeyboardMarkup(each) for each in found if each]


def _button(seq: int, choice: Choice, label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data_of(seq, choice.id))


def _edits(seq: int, choices: Iterable[Choice], phrases: Phrasebook) -> Iterable[Row]:
    """For each question a row that names it, then one of what else can be done with its answer."""
    by_question: dict[str, list[Choice]] = {}
    for each in choices:
        by_question.setdefault(each.id.partition(":")[2], []).append(each)
    themes = {each.partition(".")[0] for each in by_question}
    for first, *others in by_question.values():
        # The theme, which is said in brackets, is named where there are several.
        yield [_button(seq, first, first.label if len(themes) > 1 else first.label.partition(" (")[0])]
        if others:
            names = [phrases.say(f"chat.edit_{each.id.partition(':')[0]}") for each in others]
            yield [_button(seq, each, name) for each, name in zip(others, names, strict=True)]


def _packed(buttons: Iterable[InlineKeyboardButton]) -> list[Row]:
    rows: list[Row] = []
    for each in buttons:
        beside = rows and len(rows[-1]) == 1 and all(len(one.text) <= SHORT for one in (*rows[-1], each))
        rows[-1].append(each) if beside else rows.append([each])
    return rows

"""A receipt code typed in a conversation: the contribution it opens is joined to this one, and nothing is lost."""

from bot.conversations.choices import offer
from bot.conversations.prompts import present
from bot.conversations.steps import ask_next
from bot.conversations.turn import Reply, Turn
from bot.questionnaire import Position, is_remark
from bot.storage import answers, conversations, joining, messages, tokens
from bot.storage.models import Answer, Conversation
from bot.storage.news import announce

RESUMABLE = frozenset({"question", "probe", "provisional", "idea"})
# Which of two answers to a question counts: one that was given, then the later one.
WEIGHTS = {"given": 2, "provisional": 1}


def use_receipt(turn: Turn) -> None:
    """Joins what the code opens, or says why not; a text about a code, without one, is told where to write it."""
    assert turn.message is not None
    code = turn.message.receipt_of
    turn.message.receipt_of = "" if code else code  # which conversation it was is noted no longer than needed
    other = _opened(turn, code) if code else None
    why_not = "how" if code is None else refusal(turn, other)
    if why_not or other is None:
        turn.say("info", f"bot.receipt.{why_not}")
        return present(turn)
    return join_contributions(turn, other)


def _opened(turn: Turn, conversation_id: str) -> Conversation | None:
    """What a code opens now: it may have been joined to another conversation since it was written."""
    found = conversations.lock(turn.session, conversation_id)
    joined = found and found.joined_to
    return conversations.lock(turn.session, joined) if joined else found


def refusal(turn: Turn, other: Conversation | None) -> str | None:
    """Why a code changes nothing here: the name of the sentence."""
    here = turn.conversation
    if other is None:
        return "unknown"
    if here.id == other.id:
        return "same"
    if other.withdrawn_at or here.withdrawn_at:
        return "is_withdrawn"
    return "busy" if messages.is_waiting(turn.session, other.id) else None


def join_contributions(turn: Turn, other: Conversation, *, keep_open: bool = False, by: str = "receipt") -> None:
    """Moves the other conversation's answers here; `keep_open`: who has it open has this one instead; `by`: how."""
    here = turn.conversation
    empty = not any(state in WEIGHTS for state in turn.states.values())
    found = answers.of_conversation(turn.session, other.id)
    both = sum([_take_over(turn, each) for each in found])
    kept = by == "receipt" or keep_open
    lost = not kept and tokens.has(turn.session, conversation_id=other.id, kind="receipt")
    joining.join(turn.session, other, to=here.id, keep_open=keep_open, keep_receipts=kept)
    turn.joined = other.id
    announce(turn.session, other.id)
    if other.lang_settled and not here.lang_settled:
        here.lang, here.lang_settled = other.lang, True
    here.public, here.capacity = here.public or other.public, here.capacity or other.capacity
    here.profile_asked, here.receipt_offered = here.profile_asked or other.profile_asked, True
    count = sum(each.state in WEIGHTS for each in found)
    date = turn.day(other.last_at)
    _tell(turn, f"{by}.{'resumed' if empty else 'joined'}", count=count, both=both, date=date, lost=lost)
    _go_on(turn, other if empty else None)


def _take_over(turn: Turn, theirs: Answer) -> bool:
    """Moves one answer here; whether both conversations had words for it."""
    here = turn.conversation
    mine = answers.find(turn.session, here, theirs.question)
    if mine is None:
        joining.move(turn.session, theirs, to=here)
        return False
    conflict = answers.words(mine) is not None and answers.words(theirs) is not None
    earlier, later = sorted((mine, theirs), key=lambda each: (WEIGHTS.get(each.state, 0), each.at))
    joining.put_before(turn.session, earlier, later, keep_both=is_remark(theirs.question))
    joining.move(turn.session, later, to=here)
    return conflict


def _tell(turn: Turn, how: str, *, count: int, both: int, date: str, lost: bool) -> None:
    lines = [turn.phrases.say(f"bot.{how}", count=count, date=date)]
    lines += [turn.phrases.say("bot.receipt.both_kept", count=both)] if both else []
    lines += [turn.phrases.say("bot.handed.code_gone")] if lost else []
    turn.replies.append(Reply(kind="info", text=" ".join(lines), choices=offer(turn, ["recap"])))


def _go_on(turn: Turn, begun: Conversation | None) -> None:
    """Where the other conversation stood if nothing was answered in this one, else where this one stands."""
    here = turn.conversation
    if begun is not None:
        here.return_to = None
        kept = begun.mode in RESUMABLE
        turn.move(
            Position(begun.mode if kept else "menu", theme=begun.theme, question=begun.question if kept else None)
        )
        turn.leave_what_is_gone()
    asked = here.mode in ("question", "provisional") and here.return_to is None
    if asked and turn.states.get(here.question or "") == "given":
        return ask_next(turn)
    return present(turn)

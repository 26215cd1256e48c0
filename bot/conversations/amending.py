"""A message that its author has edited since: its part of the answer is said anew, and no turn is run."""

from uuid import NAMESPACE_URL, uuid5

from bot.conversations.availability import availability
from bot.conversations.filing import refuse, say_anew
from bot.conversations.keys import Keys
from bot.conversations.masking import without_codes
from bot.conversations.own_words import tell_of_contact_details
from bot.conversations.turn import Reply, Turn
from bot.storage import answers, chats, messages
from bot.storage.models import Message

# Of an edit that came while the turn of its message was under way.
WAITS = "waits"


def amend(turn: Turn, original: Message, text: str, keys: Keys) -> None:
    """Puts the new text in the place of the one before, as a revision; it is told the first time."""
    edits = chats.edits(turn.session, turn.conversation.id, original)
    present = edits[-1] if edits else original
    masked = without_codes(turn.session, text, keys).text
    if masked == present.text:
        return None  # something else about it has changed
    if original.turn == "pending":
        _written(turn, original, masked, nth=len(edits) + 1, state=WAITS)
        return None
    answer = answers.holding(turn.session, present)
    if answer is None:
        return turn.say("info", "bot.edit_not_counted")
    if availability(turn) != "open":
        return refuse(turn)
    turn.message = _written(turn, original, masked, nth=len(edits) + 1, state="done")
    say_anew(turn, answer, present, turn.message)
    if not edits:
        turn.say("info", "bot.edited")
    tell_of_contact_details(turn)


def amend_now(turn: Turn) -> None:
    """What became of this turn's message while the turn was under way takes its place, if it was an answer."""
    said = turn.message
    edits = chats.edits(turn.session, turn.conversation.id, said) if said is not None and said.chat else []
    waiting = [each for each in edits if each.turn == WAITS]
    if said is None or not waiting:
        return
    for each in waiting:
        each.turn = "done"
    answer = answers.holding(turn.session, said)
    if answer is not None:
        say_anew(turn, answer, said, waiting[-1])
    key = "bot.edit_not_counted" if answer is None else "bot.edited"
    turn.say_before_the_prompt(Reply(kind="info", text=turn.phrases.say(key)))


def _written(turn: Turn, original: Message, text: str, *, nth: int, state: str) -> Message:
    """The edit, as a message of its own: what was there before stays in the transcript."""
    row = Message(
        id=str(uuid5(NAMESPACE_URL, f"{original.id}/edit/{nth}")),
        sender="citizen",
        at=turn.at,
        lang=original.lang,
        kind="info",
        text=text,
        channel=original.channel,
        chat=original.chat,
        edit_of=original.id,
        mode=original.mode,
        theme=original.theme,
        question=original.question,
        prompt_seq=original.prompt_seq,
        detected=original.detected,
        turn=state,
        attempts=0,
    )
    messages.write(turn.session, [messages.number(turn.conversation, row)])
    found = messages.find(turn.session, turn.conversation.id, row.seq)
    assert found is not None
    return found

"""Whether this conversation may take answers now, and if not, why."""

from bot.conversations.turn import Turn


def availability(turn: Turn) -> str:
    """`open`, or what stands against it: `upcoming`, `closed`, or `withdrawn` by the citizen."""
    if turn.conversation.withdrawn_at is not None:
        return "withdrawn"
    return turn.catalogue.consultation.state(turn.clock.now())
